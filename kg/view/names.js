// The names in the drawing: of entities below their marks, of links along their lines. They
// keep their size on the screen; of two that would cover each other, the lesser one is left out.
"use strict";
(function (geokg) {
  const { state, short, colours } = geokg;

  const FONT = 13;
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

  // One or two names if they are short, else the first and how many more there are.
  function edgeText({ edges: shown }) {
    const names = [...new Set(shown.map((edge) => edge.name))];
    const all = names.join(", ");
    if (all.length <= 24 || names.length === 1) return short(all, 34);
    return `${short(names[0])} +${names.length - 1}`;
  }

  // Pixels on the screen: nearly the same at every zoom.
  const fontSize = (scale) => Math.min(17, Math.max(11.5, FONT * scale));

  // Candidates for a name: spots to try in turn, the first that is free is taken.
  function wantedNames(ctx, scale, { drawnNodes, drawnLinks, network, radius, hovered, bright }) {
    const wanted = [];
    const size = fontSize(scale) / scale;
    for (const entity of drawnNodes.values()) {
      const text = short(entity.label);
      const [{ x, y }, r] = [network.getPosition(entity.id), radius(entity)];
      const width = measure(ctx, text, true) * size + 6 / scale;
      const height = size * 1.25;
      const gap = r + height / 2 + 2 / scale;
      const aside = r + width / 2 + 2 / scale;
      wanted.push({
        id: entity.id, text, size, bold: true, colour: colours.ink, width, height,
        spots: [[x, y + gap], [x, y - gap], [x + aside, y], [x - aside, y]],
      });
    }
    const small = size * 0.87;
    for (const item of drawnLinks.values()) {
      const type = network.body.edges[item.link.id].edgeType;
      const text = edgeText(item);
      wanted.push({
        id: item.link.id, text, size: small, bold: false, colour: colours[item.link.tone],
        width: measure(ctx, text, false) * small + 6 / scale, height: small * 1.2,
        spots: [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73].map((t) => {
          const point = type.getPoint(t);
          return [point.x, point.y];
        }),
      });
    }
    const rank = (name) => (name.id === state.selected || name.id === hovered ? 0
      : bright && bright.has(name.id) ? 1 : 2);
    return wanted.sort((one, other) => rank(one) - rank(other) || other.bold - one.bold);
  }

  function drawNames(ctx, drawing) {
    const { drawnNodes, network, radius, bright } = drawing;
    const scale = network.getScale();
    const taken = [];
    for (const entity of drawnNodes.values()) {
      const { x, y } = network.getPosition(entity.id);
      const r = radius(entity);
      taken.push(around(x, y, 2 * r, 2 * r));
    }
    const labels = [];
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    const low = network.DOMtoCanvas({ x: 0, y: 0 });
    const high = network.DOMtoCanvas({ x: drawing.room.clientWidth, y: drawing.room.clientHeight });
    const outside = ({ left, right, top, bottom }) =>
      left < low.x || right > high.x || top < low.y || bottom > high.y;
    for (const name of wantedNames(ctx, scale, drawing)) {
      const spots = name.spots.map(([x, y]) => ({ x, y, box: around(x, y, name.width, name.height) }));
      const free = spots.filter(({ box }) => !taken.some((other) => meet(box, other)));
      let spot = free.find(({ box }) => !outside(box)) || free[0];
      if (!spot && name.id === state.selected) spot = spots[0];
      if (!spot) continue;
      taken.push(spot.box);
      labels.push({ id: name.id, text: name.text, box: spot.box });
      ctx.globalAlpha = bright && !bright.has(name.id) ? 0.3 : 1;
      ctx.font = `${name.bold ? 600 : 400} ${name.size}px ${FAMILY}`;
      if (name.bold) {
        ctx.lineWidth = 4 / scale;
        ctx.strokeStyle = colours.ground;
        ctx.strokeText(name.text, spot.x, spot.y);
      } else {
        ctx.fillStyle = colours.ground;
        ctx.fillRect(spot.box.left, spot.box.top, name.width, name.height);
      }
      ctx.fillStyle = name.colour;
      ctx.fillText(name.text, spot.x, spot.y);
    }
    ctx.globalAlpha = 1;
    return labels;
  }

  Object.assign(geokg, { drawNames, fontSize });
})(window.geokg);
