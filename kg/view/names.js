// The names in the drawing: of entities below their marks, of links along their lines. They
// keep their size on the screen; of two that would cover each other, the lesser one is left out.
"use strict";
geokg.part((geokg) => {
  const { state, short, colours } = geokg;

  const FONT = 13;
  const CELL = 60;
  const QUIET = 40;
  const CROWDED = 300;
  const LEADING = 30;
  const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";
  const widths = new Map();
  function measure(ctx, text, bold) {
    const key = (bold ? "b" : "n") + text;
    if (!widths.has(key)) {
      ctx.font = `${bold ? 600 : 400} 100px ${FAMILY}`;
      widths.set(key, ctx.measureText(text).width / 100);
    }
    return widths.get(key);
  }
  const meet = (one, other) => one.left < other.right && other.left < one.right &&
    one.top < other.bottom && other.top < one.bottom;
  const around = (x, y, width, height) =>
    ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });

  // Boxes by the cells of a grid, so that a new one is held against its neighbours only.
  function taken(cell) {
    const cells = new Map();
    function* keys({ left, right, top, bottom }) {
      for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x += 1) {
        for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y += 1) yield `${x} ${y}`;
      }
    }
    return {
      add(box) {
        for (const key of keys(box)) {
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push(box);
        }
      },
      free(box) {
        for (const key of keys(box)) if (cells.get(key)?.some((other) => meet(box, other))) return false;
        return true;
      },
    };
  }

  // One or two names if they are short, else the first and how many more there are.
  function edgeText({ edges, count }) {
    const names = [...new Set(edges.map(({ edge }) => edge.name))];
    const all = names.join(", ");
    const text = all.length <= 24 || names.length === 1 ? short(all, 34) : `${short(names[0])} +${names.length - 1}`;
    return count > names.length ? `${text} ×${count}` : text;
  }

  // Pixels on the screen: nearly the same at every zoom.
  const fontSize = (scale) => Math.min(17, Math.max(11.5, FONT * scale));

  // Candidates for a name: spots to try in turn, the first that is free is taken.
  function wantedNames(ctx, { scale, nodes, lines, radius, hovered, bright, inView }) {
    const wanted = [];
    const size = fontSize(scale) / scale;
    for (const { entity, x, y } of nodes) {
      if (!inView(x, y)) continue;
      const text = short(entity.label);
      const r = radius(entity.id);
      const width = measure(ctx, text, true) * size + 6 / scale;
      const height = size * 1.25;
      const gap = r + height / 2 + 2 / scale;
      const aside = r + width / 2 + 2 / scale;
      wanted.push({
        id: entity.id, text, size, bold: true, tone: "ink", width, height,
        spots: [[x, y + gap], [x, y - gap], [x + aside, y], [x - aside, y],
          [x + aside * 0.8, y + gap * 0.8], [x - aside * 0.8, y + gap * 0.8], [x + aside * 0.8, y - gap * 0.8], [x - aside * 0.8, y - gap * 0.8]],
      });
    }
    const small = size * 0.87;
    for (const line of lines) {
      const id = line.link.id;
      const meant = id === state.selected || id === hovered || (bright && bright.has(id) && bright.size < 2 * QUIET);
      if (!meant && (bright || (lines.length > QUIET && scale < 1.1))) continue;
      const text = edgeText(line);
      wanted.push({
        id, text, size: small, bold: false, tone: line.link.tone,
        width: measure(ctx, text, false) * small + 6 / scale, height: small * 1.2,
        spots: [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73].map((t) => {
          const at = geokg.pointOn(line, t);
          return [at.x, at.y];
        }).filter(([x, y]) => inView(x, y)),
      });
    }
    const rank = (name) => (name.id === state.selected || name.id === hovered ? 0
      : bright && bright.has(name.id) ? 1 : 2);
    return wanted.sort((one, other) => rank(one) - rank(other) || other.bold - one.bold);
  }

  // Which names are drawn, and where.
  function placeNames(ctx, drawing) {
    const { scale, nodes, radius, box } = drawing;
    const space = taken(CELL / scale);
    const marks = taken(CELL / scale);
    for (const { entity, x, y } of nodes) {
      const r = radius(entity.id);
      marks.add(around(x, y, 2 * r, 2 * r));
    }
    const outside = ({ left, right, top, bottom }) =>
      left < box.left || right > box.right || top < box.top || bottom > box.bottom;
    const inView = (x, y) => x > box.left && x < box.right && y > box.top && y < box.bottom;
    const labels = [];
    // In a crowd the names of the most important stand on the marks of others; else on none.
    const above = nodes.length > CROWDED ? new Set(nodes.slice(0, LEADING).map(({ entity }) => entity.id)) : null;
    for (const name of wantedNames(ctx, { ...drawing, inView })) {
      if (above && name.bold && !above.has(name.id) && scale < 0.5 && !drawing.bright?.has(name.id)) continue;
      const spots = name.spots.map(([x, y]) => ({ x, y, box: around(x, y, name.width, name.height) }));
      let spot = null;
      for (const one of spots) {
        if (!space.free(one.box) || !(above?.has(name.id) || marks.free(one.box))) continue;
        if (!outside(one.box)) { spot = one; break; }
        // Half a name is better than none where few are to be read, and only there.
        if (nodes.length <= QUIET) spot = spot || one;
      }
      const meant = name.id === state.selected || (drawing.bright?.has(name.id) && drawing.bright.size < 7);
      if (!spot && meant) spot = spots[0];
      if (!spot) continue;
      space.add(spot.box);
      labels.push({ ...name, spots: null, ...spot });
    }
    return labels;
  }

  function drawNames(ctx, labels, { bright, scale }) {
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    for (const name of labels) {
      ctx.globalAlpha = bright && !bright.has(name.id) ? 0.3 : 1;
      ctx.font = `${name.bold ? 600 : 400} ${name.size}px ${FAMILY}`;
      if (name.bold) {
        ctx.lineWidth = 4 / scale;
        ctx.strokeStyle = colours.ground;
        ctx.strokeText(name.text, name.x, name.y);
      } else {
        ctx.fillStyle = colours.ground;
        ctx.fillRect(name.box.left, name.box.top, name.width, name.height);
      }
      ctx.fillStyle = colours[name.tone];
      ctx.fillText(name.text, name.x, name.y);
    }
    ctx.globalAlpha = 1;
  }

  // The two letters of a state, on its mark where there is room for them.
  function drawCode(ctx, code, x, y, size, scale) {
    if (size * scale < 8) return;
    ctx.font = `700 ${size * 0.92}px ${FAMILY}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = colours.ground;
    ctx.fillText(code, x, y + size * 0.06);
  }

  Object.assign(geokg, { placeNames, drawNames, drawCode, fontSize, edgeText });
});
