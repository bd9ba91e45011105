// Where few entities stand when they are looked at alone: physics (Fruchterman and Reingold)
// from the places of the whole drawing, then names are pushed off each other. Nothing is
// random, so the same neighbourhood looks the same every time.
"use strict";
geokg.part((geokg) => {
  const MOST = 120;
  const ROUNDS = 160;

  function start(nodes, aspect) {
    const xs = nodes.map((node) => node.x);
    const ys = nodes.map((node) => node.y);
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const [wide, tall] = [Math.max(...xs) - left || 1, Math.max(...ys) - top || 1];
    // Two at the same place would never part: a turn of the golden angle tells them apart.
    return nodes.map((node, i) => ({
      x: ((node.x - left) / wide - 0.5) * aspect + 0.02 * Math.cos(2.4 * i),
      y: (node.y - top) / tall - 0.5 + 0.02 * Math.sin(2.4 * i),
    }));
  }

  function push(points, links, k, heat, aspect) {
    const force = points.map(() => ({ x: 0, y: 0 }));
    for (let i = 0; i < points.length; i += 1) {
      for (let j = i + 1; j < points.length; j += 1) {
        const dx = points[i].x - points[j].x;
        const dy = points[i].y - points[j].y;
        const pull = (k * k) / Math.max(1e-4, dx * dx + dy * dy);
        force[i].x += dx * pull; force[i].y += dy * pull;
        force[j].x -= dx * pull; force[j].y -= dy * pull;
      }
      force[i].x -= points[i].x * (0.9 / aspect);
      force[i].y -= points[i].y * 0.9 * aspect;
    }
    for (const [a, b] of links) {
      const dx = points[a].x - points[b].x;
      const dy = points[a].y - points[b].y;
      const pull = Math.hypot(dx, dy) / k;
      force[a].x -= dx * pull; force[a].y -= dy * pull;
      force[b].x += dx * pull; force[b].y += dy * pull;
    }
    points.forEach((point, i) => {
      const size = Math.hypot(force[i].x, force[i].y) || 1;
      const step = Math.min(size, heat) / size;
      point.x += force[i].x * step;
      point.y += force[i].y * step;
    });
  }

  // Boxes that cover each other move apart, along the axis on which they overlap less.
  function part(points, nodes) {
    for (let round = 0; round < 80; round += 1) {
      let moved = false;
      for (let i = 0; i < points.length; i += 1) {
        for (let j = i + 1; j < points.length; j += 1) {
          const dx = points[j].x - points[i].x;
          const dy = points[j].y - points[i].y;
          const overX = (nodes[i].width + nodes[j].width) / 2 - Math.abs(dx);
          const overY = (nodes[i].height + nodes[j].height) / 2 - Math.abs(dy);
          if (overX <= 0 || overY <= 0) continue;
          moved = true;
          const axis = overX < overY ? "x" : "y";
          const half = (Math.min(overX, overY) / 2 + 1) * ((axis === "x" ? dx : dy) < 0 ? -1 : 1);
          points[i][axis] -= half;
          points[j][axis] += half;
        }
      }
      if (!moved) return;
    }
  }

  // `nodes`: {x, y, width, height}; `links`: pairs of indexes; `aspect`: width over height.
  function settle(nodes, links, aspect) {
    if (nodes.length < 2) return nodes.map(() => [0, 0]);
    const points = start(nodes, aspect);
    const k = 0.75 * Math.sqrt(aspect / nodes.length);
    for (let round = 0; round < ROUNDS; round += 1) push(points, links, k, 0.12 * (1 - round / ROUNDS) ** 1.5 + 0.001, aspect);
    const area = nodes.reduce((sum, node) => sum + node.width * node.height, 0);
    const span = Math.max(...points.map((p) => Math.max(Math.abs(p.x) / aspect, Math.abs(p.y)))) || 1;
    const scale = Math.max(120, Math.sqrt((area * 3.2) / aspect)) / (2 * span);
    for (const point of points) { point.x *= scale; point.y *= scale; }
    part(points, nodes);
    return points.map((point) => [Math.round(point.x), Math.round(point.y)]);
  }
  // A way from one to another: side by side, or below each other on a phone.
  const inRow = (nodes, upright) => nodes.map((node, i) => (upright ? [0, i * 130] : [i * 260, (i % 2) * 46]));

  Object.assign(geokg, { settle, inRow, MOST });
});
