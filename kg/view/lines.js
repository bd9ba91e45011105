// The lines between entities, drawn in a few strokes of many lines each: one stroke a line, as
// vis-network draws them, takes ten times as long. Also says which line is under the mouse.
"use strict";
geokg.part((geokg) => {
  const { colours } = geokg;
  const DASHES = { solid: [], dashed: [9, 7], dotted: [2, 5], dashdot: [10, 5, 2, 5] };
  const BEND = 34;

  const width = (count) => Math.min(7, 1.3 + 0.9 * Math.log2(1 + count) - 0.5);

  // Lay the lines out: parallel ones side by side. `place(id)` gives a point.
  function geometry(items, place) {
    const beside = new Map();
    for (const item of items) {
      const pair = `${item.link.a} ${item.link.b}`;
      if (!beside.has(pair)) beside.set(pair, []);
      beside.get(pair).push(item);
    }
    const lines = [];
    for (const group of beside.values()) {
      const from = place(group[0].link.a);
      const to = place(group[0].link.b);
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const far = Math.hypot(dx, dy) || 1;
      group.forEach((item, i) => {
        const side = (i - (group.length - 1) / 2) * Math.min(BEND, far / 5) * 2;
        lines.push({
          ...item, from, to, far, width: width(item.count),
          mid: { x: (from.x + to.x) / 2 - (dy / far) * side, y: (from.y + to.y) / 2 + (dx / far) * side },
          forth: item.edges.some(({ edge }) => !edge.both && edge.from === item.link.a),
          back: item.edges.some(({ edge }) => !edge.both && edge.from === item.link.b),
        });
      });
    }
    return lines;
  }
  function point({ from, mid, to }, t) {
    const u = 1 - t;
    return { x: u * u * from.x + 2 * u * t * mid.x + t * t * to.x, y: u * u * from.y + 2 * u * t * mid.y + t * t * to.y };
  }

  function arrow(ctx, line, backwards, radius) {
    const tip = backwards ? line.from : line.to;
    const id = backwards ? line.link.a : line.link.b;
    const [dx, dy] = [tip.x - line.mid.x, tip.y - line.mid.y];
    const far = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / far, dy / far];
    const size = 5 + 1.5 * line.width;
    const gap = radius(id) + 1;
    const [x, y] = [tip.x - ux * gap, tip.y - uy * gap];
    ctx.moveTo(x, y);
    ctx.lineTo(x - ux * size - uy * size * 0.5, y - uy * size + ux * size * 0.5);
    ctx.lineTo(x - ux * size + uy * size * 0.5, y - uy * size - ux * size * 0.5);
    ctx.closePath();
  }

  // Draw all lines; `bright` are the ids that stay strong, `selected` is drawn last and wider.
  function drawLines(ctx, lines, { bright, selected, hovered, radius, scale, box, hasty }) {
    const groups = new Map();
    for (const line of lines) {
      const { from, to, mid } = line;
      if (Math.max(from.x, to.x, mid.x) < box.left || Math.min(from.x, to.x, mid.x) > box.right ||
        Math.max(from.y, to.y, mid.y) < box.top || Math.min(from.y, to.y, mid.y) > box.bottom) continue;
      const strong = line.link.id === selected || line.link.id === hovered;
      const level = strong ? 2 : bright && !bright.has(line.link.id) ? 0 : 1;
      const step = Math.round(line.width * 2) / 2;
      const key = `${level} ${line.link.tone} ${line.link.line} ${step}`;
      if (!groups.has(key)) groups.set(key, { level, step, tone: line.link.tone, kind: line.link.line, lines: [] });
      groups.get(key).lines.push(line);
    }
    const crowded = lines.length > 300 && !bright;
    const thin = Math.max(1, 0.9 / scale);
    ctx.lineCap = "butt";
    for (const group of [...groups.values()].sort((one, other) => one.level - other.level)) {
      ctx.globalAlpha = [0.13, crowded ? 0.6 : 0.85, 1][group.level];
      ctx.strokeStyle = ctx.fillStyle = colours[group.tone];
      ctx.lineWidth = Math.max(thin, group.step) + (group.level === 2 ? 2 : 0);
      ctx.setLineDash(hasty ? [] : DASHES[group.kind]);
      ctx.beginPath();
      for (const { from, mid, to } of group.lines) {
        ctx.moveTo(from.x, from.y);
        if (hasty) ctx.lineTo(to.x, to.y);
        else ctx.quadraticCurveTo(mid.x, mid.y, to.x, to.y);
      }
      ctx.stroke();
      if (hasty) continue;
      ctx.beginPath();
      for (const line of group.lines) {
        if (line.forth) arrow(ctx, line, false, radius);
        if (line.back) arrow(ctx, line, true, radius);
      }
      ctx.fill();
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  // The line nearest to a point, if it is near enough to be meant.
  function lineAt(lines, { x, y }, reach) {
    let best = { far: reach, id: null };
    for (const line of lines) {
      const { from, to, mid } = line;
      const room = reach + 2;
      if (x < Math.min(from.x, to.x, mid.x) - room || x > Math.max(from.x, to.x, mid.x) + room ||
        y < Math.min(from.y, to.y, mid.y) - room || y > Math.max(from.y, to.y, mid.y) + room) continue;
      let before = from;
      for (let i = 1; i <= 10; i += 1) {
        const next = point(line, i / 10);
        const far = distance(x, y, before, next) - line.width / 2;
        if (far < best.far) best = { far, id: line.link.id };
        before = next;
      }
    }
    return best.id;
  }
  function distance(x, y, a, b) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const t = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
  }

  Object.assign(geokg, { geometry, drawLines, lineAt, pointOn: point });
});
