// The drawing: vis-network draws links and keeps zoom, drag and hit tests; marks and names
// are drawn here. Names keep their size on the screen and give way to each other.
"use strict";
(function (geokg) {
  const { byId, state, colours, SHAPES, HOLLOW } = geokg;
  const holder = document.getElementById("canvas");
  const DASHES = { solid: false, dashed: [9, 7], dotted: [2, 5], dashdot: [10, 5, 2, 5] };

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(holder, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, selectable: false, keyboard: false, dragNodes: true },
    nodes: { chosen: false },
    edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
  });

  const moved = new Map();
  const drawnNodes = new Map();
  const drawnLinks = new Map();
  let orientation = "wide";
  let touched = false;
  let hovered = null;
  let labels = [];
  let busy = false;

  // The ids that stay bright while something is selected; null while nothing is.
  function lit() {
    const chosen = state.selected && byId.get(state.selected);
    if (!chosen) return null;
    if (chosen.kind) {
      const around = geokg.linksOf.get(chosen.id);
      return new Set([...geokg.neighbourhood(chosen.id), ...around.map((link) => link.id)]);
    }
    if (chosen.edges) return new Set([chosen.id, chosen.a, chosen.b]);
    const ids = new Set(["actors", "recipients", "places", "objects"].flatMap((r) => chosen[r]));
    for (const { link, edges: shown } of drawnLinks.values()) {
      if (shown.some((edge) => edge.statements.includes(chosen.id))) ids.add(link.id);
    }
    return ids;
  }
  let bright = null;

  const radius = (entity) => Math.max(entity.size, 7 / network.getScale());

  function paintMark({ ctx, id, x, y, state: hit }) {
    const entity = byId.get(id);
    const size = radius(entity);
    const draw = () => {
      ctx.globalAlpha = bright && !bright.has(id) ? 0.22 : 1;
      ctx.beginPath();
      SHAPES[entity.kind].forEach(([px, py], i) => {
        ctx[i ? "lineTo" : "moveTo"](x + px * size, y + py * size);
      });
      ctx.closePath();
      ctx.lineJoin = "round";
      const own = colours[entity.kind];
      ctx.fillStyle = HOLLOW.has(entity.kind) ? colours.ground : own;
      ctx.fill();
      const chosen = id === state.selected;
      ctx.lineWidth = chosen || hit.hover ? 4 : HOLLOW.has(entity.kind) ? 4 : 2;
      ctx.strokeStyle = chosen || hit.hover ? colours.mark
        : HOLLOW.has(entity.kind) ? own : colours.ground;
      ctx.stroke();
    };
    return { drawNode: draw, nodeDimensions: { width: 2 * size, height: 2 * size } };
  }

  function place(entity) {
    const [x, y] = moved.get(entity.id) || entity[orientation];
    return { x, y };
  }

  function edgeOptions({ link, edges: shown }, index, count) {
    const dim = bright && !bright.has(link.id);
    const claims = shown.reduce((sum, edge) => sum + edge.count, 0);
    const forth = shown.some((edge) => !edge.both && edge.from === link.a);
    const back = shown.some((edge) => !edge.both && edge.from === link.b);
    const side = index - (count - 1) / 2;
    const smooth = side === 0 ? { enabled: false }
      : { enabled: true, type: side > 0 ? "curvedCW" : "curvedCCW", roundness: 0.2 * Math.abs(side) + 0.02 };
    const chosen = link.id === state.selected;
    return {
      id: link.id, from: link.a, to: link.b, smooth,
      color: { color: colours[link.tone], opacity: dim ? 0.15 : chosen ? 1 : 0.8, inherit: false },
      dashes: DASHES[link.line],
      width: Math.min(7, 1.4 + 0.9 * Math.log2(claims)) + (chosen ? 2 : 0),
      arrows: {
        to: { enabled: forth, scaleFactor: 0.55 }, from: { enabled: back, scaleFactor: 0.55 },
      },
    };
  }

  function sync(set, wanted) {
    const keep = new Set(wanted.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !keep.has(id)));
    set.update(wanted);
  }

  // Draw what the filters leave. Positions that the reader changed by hand are kept.
  function render() {
    const seen = geokg.visible();
    drawnNodes.clear();
    drawnLinks.clear();
    for (const entity of geokg.data.entities) {
      if (seen.entities.has(entity.id)) drawnNodes.set(entity.id, entity);
    }
    const parallel = new Map();
    for (const item of seen.links) {
      const pair = `${item.link.a} ${item.link.b}`;
      parallel.set(pair, [...(parallel.get(pair) || []), item]);
      drawnLinks.set(item.link.id, item);
    }
    bright = lit();
    busy = true; // while the parts are exchanged, vis draws states that do not fit together
    sync(nodes, [...drawnNodes.values()].map((entity) => ({
      id: entity.id, shape: "custom", ctxRenderer: paintMark, size: entity.size, ...place(entity),
    })));
    sync(edges, [...parallel.values()].flatMap((items) =>
      items.map((item, i) => edgeOptions(item, i, items.length))));
    busy = false;
    const empty = document.getElementById("nothing");
    empty.hidden = drawnNodes.size > 0;
    empty.textContent = !geokg.data.entities.length
      ? "This graph holds no entity yet. Build one from an article that names people, states or organizations."
      : state.kinds.size + state.names.size + state.statuses.size > 0
        ? "The filters hide everything. Press Reset to see the network again."
        : "No entity of this graph is linked to another. Tick “Entities without links”, or look at the Events.";
    network.redraw();
  }

  network.on("afterDrawing", (ctx) => {
    if (busy) return;
    labels = geokg.drawNames(ctx, {
      drawnNodes, drawnLinks, network, radius, hovered, bright, room: holder,
    });
  });

  // The frame around all that is drawn, names and the zoom buttons' strip included.
  function extent(entities, scale) {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    const letter = (0.62 * geokg.fontSize(scale)) / scale;
    for (const entity of entities) {
      const { x, y } = place(entity);
      const half = Math.max(entity.size, (letter * Math.min(26, entity.label.length)) / 2);
      box.left = Math.min(box.left, x - half);
      box.right = Math.max(box.right, x + half);
      box.top = Math.min(box.top, y - entity.size);
      box.bottom = Math.max(box.bottom, y + entity.size + 20 / scale);
    }
    box.bottom += 44 / scale;
    return box;
  }

  // Show all that is drawn, names included, and not larger than life.
  function fit() {
    if (!drawnNodes.size || !holder.clientWidth || !holder.clientHeight) return;
    touched = false;
    const next = window.innerWidth >= 0.85 * window.innerHeight ? "wide" : "tall";
    if (next !== orientation) {
      orientation = next;
      moved.clear();
      nodes.update([...drawnNodes.values()].map((entity) => ({ id: entity.id, ...place(entity) })));
    }
    frame([...drawnNodes.values()]);
  }

  function frame(entities) {
    // Names do not shrink with the drawing, so the room for them depends on the scale sought.
    let scale = 1.5;
    let box;
    for (let round = 0; round < 4; round += 1) {
      box = extent(entities, scale);
      scale = Math.min((holder.clientWidth - 16) / (box.right - box.left),
        (holder.clientHeight - 16) / (box.bottom - box.top), 1.5);
    }
    const position = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    network.moveTo({ position, scale, animation: false });
  }

  function zoom(factor) {
    touched = true;
    network.moveTo({ scale: Math.min(6, Math.max(0.05, network.getScale() * factor)), animation: false });
  }

  // Where something stands on the screen: an entity, or the middle of a link.
  function position(id) {
    const link = drawnLinks.get(id);
    if (!link && !drawnNodes.has(id)) return null;
    const point = link ? network.body.edges[id].edgeType.getPoint(0.5) : network.getPosition(id);
    const at = network.canvasToDOM(point);
    const frame = holder.getBoundingClientRect();
    return { x: frame.left + at.x, y: frame.top + at.y };
  }

  // Bring a selection into view: where the panel leaves little room, with all that is bright.
  function reveal(id) {
    network.setSize("100%", "100%");
    const at = position(id);
    const room = holder.getBoundingClientRect();
    if (!room.width) return;
    const near = [...drawnNodes.values()].filter((entity) => bright && bright.has(entity.id));
    if (matchMedia("(max-width: 900px)").matches) {
      if (near.length) frame(near);
      return;
    }
    const inside = !at || (at.x > room.left + 40 && at.x < room.right - 40 &&
      at.y > room.top + 40 && at.y < room.bottom - 60);
    if (!inside) {
      const position = network.DOMtoCanvas({ x: at.x - room.left, y: at.y - room.top });
      network.moveTo({ position, animation: false });
    }
  }

  function hit(point) {
    const node = network.getNodeAt(point);
    if (node !== undefined) return node;
    const { x, y } = network.DOMtoCanvas(point);
    const label = labels.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
    return label ? label.id : network.getEdgeAt(point) ?? null;
  }
  network.on("click", ({ pointer }) => geokg.select(hit(pointer.DOM)));
  network.on("doubleClick", ({ pointer }) => {
    const id = hit(pointer.DOM);
    if (drawnNodes.has(id)) geokg.focus(id);
  });
  network.on("dragEnd", ({ nodes: dragged }) => {
    touched = true;
    for (const id of dragged) {
      const { x, y } = network.getPosition(id);
      moved.set(id, [x, y]);
    }
  });
  network.on("zoom", () => { touched = true; });
  network.on("hoverNode", ({ node }) => { hovered = node; holder.classList.add("over"); });
  network.on("hoverEdge", ({ edge }) => { hovered = edge; holder.classList.add("over"); network.redraw(); });
  for (const end of ["blurNode", "blurEdge"]) {
    network.on(end, () => { hovered = null; holder.classList.remove("over"); network.redraw(); });
  }
  network.on("resize", () => { requestAnimationFrame(geokg.refit); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    geokg.readColours();
    render();
  });

  // The nearest entity in a direction, for the arrow keys.
  function neighbour(id, dx, dy) {
    const from = network.getPosition(id);
    let best = null;
    for (const other of drawnNodes.keys()) {
      if (other === id) continue;
      const to = network.getPosition(other);
      const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const across = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      if (along <= 0 || across > 2 * along) continue;
      const far = along + 2 * across;
      if (!best || far < best.far) best = { far, id: other };
    }
    return best && best.id;
  }

  Object.assign(geokg, {
    network, render, fit, zoom, refit: () => { if (!touched && !state.selected) fit(); }, position, reveal, neighbour,
    drawn: () => [...drawnNodes.keys(), ...drawnLinks.keys()],
    labels: () => labels.map(({ id, text, box }) => ({ id, text, box })),
  });
})(window.geokg);
