// The drawing: vis-network keeps the marks, zoom, drag and touch; lines and names are drawn
// here, many at a time. Names are placed anew when the drawing stands still.
"use strict";
geokg.part((geokg) => {
  const { byId, state, colours, SHAPES, HOLLOW } = geokg;
  const holder = document.getElementById("canvas");
  const FEW = 300;

  const nodes = new vis.DataSet();
  const network = new vis.Network(holder, { nodes, edges: [] }, {
    physics: false,
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, selectable: false, keyboard: false, dragNodes: true },
    nodes: { chosen: false },
  });

  const moved = new Map();
  const known = new Map(); // where vis has each mark: only what is new or elsewhere is told it
  const seats = new Map(); // where those stand who are drawn besides the most important
  let shown = { entities: new Set(), links: [], whole: 0, way: null, guests: [] };
  let settled = null;
  let lines = [];
  let names = [];
  let namesAt = 0;
  let orientation = "wide";
  let touched = false;
  let hovered = null;
  let bright = null;
  let busy = false;
  let idle = 0;
  let seen = "";
  let hasty = false; // a large drawing that moves is drawn without its finer parts

  // The ids that stay bright while something is selected; null while nothing is.
  function lit() {
    const chosen = state.selected && byId.get(state.selected);
    if (!chosen || !state.selected) return null;
    if (chosen.kind) {
      const around = shown.links.filter(({ link }) => link.a === chosen.id || link.b === chosen.id);
      return new Set([chosen.id, ...around.flatMap(({ link }) => [link.id, link.a, link.b])]);
    }
    if (chosen.edges) return new Set([chosen.id, chosen.a, chosen.b]);
    if (!chosen.actors) return null;
    const ids = new Set(geokg.rolesOf(chosen));
    for (const { link, edges } of shown.links) {
      if (edges.some(({ edge }) => edge.statements.includes(chosen.id))) ids.add(link.id);
    }
    return ids;
  }

  // Marks hardly shrink with the drawing, and keep telling the important from the others.
  function radius(id) {
    const { size } = byId.get(id);
    const least = (3.2 + 0.32 * size) * (shown.entities.size > FEW ? 0.62 : 1);
    return Math.max(size, least / network.getScale());
  }
  function place(id) {
    const [x, y] = moved.get(id) || settled?.get(id) || seats.get(id) || byId.get(id)[orientation];
    return { x, y };
  }

  function paintMark({ ctx, id, x, y, state: hit }) {
    const entity = byId.get(id);
    const size = radius(id);
    const hollow = HOLLOW.has(entity.kind);
    const draw = () => {
      ctx.globalAlpha = bright && !bright.has(id) ? 0.22 : 1;
      ctx.beginPath();
      SHAPES[entity.kind].forEach(([px, py], i) => ctx[i ? "lineTo" : "moveTo"](x + px * size, y + py * size));
      ctx.closePath();
      ctx.lineJoin = "round";
      ctx.fillStyle = hollow ? colours.ground : colours[entity.kind];
      ctx.fill();
      if (hasty) { ctx.globalAlpha = 1; return; }
      const strong = id === state.selected || hit.hover;
      ctx.lineWidth = strong || hollow ? 4 : 2;
      ctx.strokeStyle = strong ? colours.mark : hollow ? colours[entity.kind] : colours.ground;
      ctx.stroke();
      if (entity.code) geokg.drawCode(ctx, entity.code, x, y, size, network.getScale());
      ctx.globalAlpha = 1;
    };
    return { drawNode: draw, nodeDimensions: { width: 2 * size, height: 2 * size } };
  }

  // ------------------------------------------------------------------------- what is drawn
  function settle() {
    const ids = [...shown.entities];
    if (!(state.focus || state.path) || ids.length > geokg.MOST) return null;
    const upright = orientation === "tall";
    let points;
    if (shown.way) points = geokg.inRow(ids, upright);
    else {
      const index = new Map(ids.map((id, i) => [id, i]));
      const boxes = ids.map((id) => {
        const { label, size, [orientation]: [x, y] } = byId.get(id);
        return { x, y, width: Math.max(2 * size, 7.6 * Math.min(26, label.length)) + 22, height: 2 * size + 44 };
      });
      const pairs = shown.links.map(({ link }) => [index.get(link.a), index.get(link.b)]);
      points = geokg.settle(boxes, pairs, upright ? 0.75 : 1.5);
    }
    return new Map(ids.map((id, i) => [id, points[i]]));
  }
  const ground = () => JSON.stringify([state.focus, state.path, state.steps, [...shown.entities], orientation]);
  let before = "";

  // Draw what the filters leave. Positions that the reader changed by hand are kept.
  function render() {
    shown = geokg.visible();
    if (ground() !== before) {
      if (state.focus || state.path || settled) { settled = settle(); moved.clear(); }
      before = ground();
    }
    seat();
    bright = lit();
    busy = true; // while the parts are exchanged, vis draws states that do not fit together
    exchange(shown.entities);
    busy = false;
    seen = "";
    lines = geokg.geometry(shown.links, place);
    namesAt = 0;
    nothing();
  }
  // Who is drawn besides stands near the drawn neighbours, not far out where its own place is.
  function seat() {
    for (const id of [...seats.keys()]) if (!shown.guests.includes(id)) seats.delete(id);
    for (const id of shown.guests) {
      if (seats.has(id) || settled?.has(id)) continue;
      const others = [...shown.entities].filter((other) => other !== id && (seats.has(other) || !shown.guests.includes(other))).map(place);
      const ends = shown.links.flatMap(({ link }) => (link.a === id ? [link.b] : link.b === id ? [link.a] : []));
      const near = ends.length ? ends.map(place) : others;
      if (near.length) seats.set(id, freeSpot(near, others));
    }
  }
  function freeSpot(near, others) {
    const mean = (axis) => near.reduce((sum, one) => sum + one[axis], 0) / near.length;
    const gap = 44 / Math.min(1, network.getScale());
    for (let ring = 1; ; ring += 1) {
      for (let k = 0; k < 12; k += 1) {
        const turn = (2 * Math.PI * k) / 12 + ring;
        const [x, y] = [mean("x") + ring * gap * Math.cos(turn), mean("y") + ring * gap * Math.sin(turn)];
        if (ring > 60 || others.every((one) => Math.hypot(one.x - x, one.y - y) > gap)) return [Math.round(x), Math.round(y)];
      }
    }
  }
  function exchange(keep) {
    const gone = [...known.keys()].filter((id) => !keep.has(id));
    const told = [];
    for (const id of keep) {
      const at = place(id);
      const before = known.get(id);
      if (before && before.x === at.x && before.y === at.y) continue;
      known.set(id, at);
      told.push({ id, shape: "custom", ctxRenderer: paintMark, size: byId.get(id).size, ...at });
    }
    for (const id of gone) known.delete(id);
    if (gone.length) nodes.remove(gone);
    if (told.length) nodes.update(told);
    // vis draws what its frame shows, and believes a new mark at 0, 0 until it was drawn once.
    for (const { id, x, y, size } of told) {
      Object.assign(network.body.nodes[id].shape.boundingBox, { left: x - size, right: x + size, top: y - size, bottom: y + size });
    }
  }
  // Where the window has changed, vis has to know before anything is put into it.
  function measure() {
    const { canvas } = network.canvas.frame;
    if (canvas.clientWidth !== holder.clientWidth || canvas.clientHeight !== holder.clientHeight) network.setSize("100%", "100%");
  }
  function nothing() {
    const empty = document.getElementById("nothing");
    empty.hidden = shown.entities.size > 0 && !(state.path && !shown.way);
    empty.textContent = state.path && !shown.way ? "No path leads from one to the other: loosen the filters."
      : !geokg.data.entities.length
        ? "This graph holds no entity yet. Build one from an article that names people, states or organizations."
        : geokg.active() ? "The filters hide everything. Press Reset to see the network again."
          : "No entity of this graph is linked to another. Tick “Entities without links”, or look at the Events.";
  }

  function view() {
    const low = network.DOMtoCanvas({ x: 0, y: 0 });
    const high = network.DOMtoCanvas({ x: holder.clientWidth, y: holder.clientHeight });
    return { left: low.x, right: high.x, top: low.y, bottom: high.y };
  }
  const drawing = () => ({
    scale: network.getScale(), lines, radius, hovered, bright, box: view(), selected: state.selected, hasty,
  });
  const spots = () => [...shown.entities].map((id) => ({ entity: byId.get(id), ...place(id) }));
  network.on("beforeDrawing", (ctx) => {
    if (busy) return;
    const { x, y } = network.getViewPosition();
    const now = `${x} ${y} ${network.getScale()}`;
    hasty = shown.entities.size > FEW && seen !== "" && now !== seen;
    seen = now;
    if (hasty) later();
    geokg.drawLines(ctx, lines, drawing());
  });
  network.on("afterDrawing", (ctx) => {
    if (busy) return;
    const scale = network.getScale();
    // While a large drawing moves, the names go along; they are placed anew at rest.
    if ((!namesAt && !hasty) || (namesAt !== scale && shown.entities.size <= FEW)) {
      names = geokg.placeNames(ctx, { ...drawing(), nodes: spots() });
      namesAt = scale;
    }
    geokg.drawNames(ctx, names, { bright, scale });
  });
  function later() {
    clearTimeout(idle);
    idle = setTimeout(() => { namesAt = 0; network.redraw(); }, 140);
  }

  // ------------------------------------------------------------------------------ the frame
  // The frame around all that is drawn, names and the zoom buttons' strip included.
  function extent(ids, scale) {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    const letter = (0.62 * geokg.fontSize(scale)) / scale;
    for (const id of ids) {
      const { x, y } = place(id);
      const { size, label } = byId.get(id);
      const half = Math.max(size, ids.length > FEW ? 0 : (letter * Math.min(26, label.length)) / 2);
      box.left = Math.min(box.left, x - half);
      box.right = Math.max(box.right, x + half);
      box.top = Math.min(box.top, y - size);
      box.bottom = Math.max(box.bottom, y + size + 20 / scale);
    }
    box.bottom += 44 / scale;
    return box;
  }
  function frame(ids) {
    // Names do not shrink with the drawing, so the room for them depends on the scale sought.
    let scale = 1.5;
    let box;
    for (let round = 0; round < 4; round += 1) {
      box = extent(ids, scale);
      scale = Math.min((holder.clientWidth - 16) / (box.right - box.left),
        (holder.clientHeight - 16) / (box.bottom - box.top), 1.5);
    }
    const position = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    namesAt = 0;
    seen = "";
    network.moveTo({ position, scale, animation: false });
  }
  // Show all that is drawn, names included, and not larger than life.
  function fit() {
    if (!shown.entities.size || !holder.clientWidth || !holder.clientHeight) return;
    measure();
    touched = false;
    const next = holder.clientWidth >= 0.85 * holder.clientHeight ? "wide" : "tall";
    if (next !== orientation) {
      orientation = next;
      moved.clear();
      render();
    }
    frame([...shown.entities]);
  }
  function zoom(factor) {
    touched = true;
    network.moveTo({ scale: Math.min(6, Math.max(0.05, network.getScale() * factor)), animation: false });
    later();
  }

  const lineOf = (id) => lines.find((line) => line.link.id === id);
  // Where something stands on the screen: an entity, or the middle of a link.
  function position(id) {
    const line = lineOf(id);
    if (!line && !shown.entities.has(id)) return null;
    const at = network.canvasToDOM(line ? geokg.pointOn(line, 0.5) : place(id));
    const room = holder.getBoundingClientRect();
    return { x: room.left + at.x, y: room.top + at.y };
  }
  // Bring a selection into view: where the panel leaves little room, with all that is bright.
  function reveal(id) {
    measure();
    const room = holder.getBoundingClientRect();
    if (!room.width) return;
    const at = position(id);
    if (matchMedia("(max-width: 900px)").matches) {
      const near = [...shown.entities].filter((one) => bright && bright.has(one));
      if (near.length) frame(near.length > 40 ? near.slice(0, 12) : near);
    } else if (at && !(at.x > room.left + 40 && at.x < room.right - 40 && at.y > room.top + 40 && at.y < room.bottom - 60)) {
      namesAt = 0;
      network.moveTo({ position: network.DOMtoCanvas({ x: at.x - room.left, y: at.y - room.top }), animation: false });
      return;
    }
    network.redraw();
  }

  // ---------------------------------------------------------------------------------- mouse
  function hit(point) {
    const at = network.DOMtoCanvas(point);
    const scale = network.getScale();
    const node = network.getNodeAt(point);
    if (node !== undefined) return node;
    const label = names.find(({ box }) => at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom);
    return label ? label.id : geokg.lineAt(lines, at, 7 / scale);
  }
  function hover(id) {
    if (id === hovered) return;
    hovered = id;
    holder.classList.toggle("over", Boolean(id));
    holder.title = id && !byId.get(id).edges ? geokg.short(geokg.label(id), 80) : "";
    if (shown.entities.size <= FEW) namesAt = 0;
    network.redraw();
  }
  let waiting = false;
  holder.addEventListener("pointermove", (event) => {
    if (waiting || event.buttons || event.pointerType === "touch") return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const room = holder.getBoundingClientRect();
      hover(hit({ x: event.clientX - room.left, y: event.clientY - room.top }));
    });
  });
  holder.addEventListener("pointerleave", () => hover(null));
  network.on("click", ({ pointer }) => geokg.select(hit(pointer.DOM)));
  network.on("doubleClick", ({ pointer }) => {
    const id = hit(pointer.DOM);
    if (shown.entities.has(id)) geokg.focus(id);
  });
  network.on("dragStart", () => { touched = true; });
  network.on("dragging", ({ nodes: dragged }) => {
    if (!dragged.length) return;
    for (const id of dragged) {
      const { x, y } = network.getPosition(id);
      moved.set(id, [x, y]);
      known.set(id, { x, y });
    }
    lines = geokg.geometry(shown.links, place);
    if (shown.entities.size <= FEW) namesAt = 0;
  });
  network.on("dragEnd", later);
  network.on("zoom", () => { touched = true; later(); });
  network.on("resize", () => requestAnimationFrame(() => geokg.refit()));

  // The nearest entity in a direction, for the arrow keys.
  function neighbour(id, dx, dy) {
    const from = place(id);
    let best = null;
    for (const other of shown.entities) {
      if (other === id) continue;
      const to = place(other);
      const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const across = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      if (along <= 0 || across > 2 * along) continue;
      const far = along + 2 * across;
      if (!best || far < best.far) best = { far, id: other };
    }
    return best && best.id;
  }

  Object.assign(geokg, {
    network, render, fit, zoom, position, reveal, neighbour,
    repaint: () => { namesAt = 0; network.redraw(); },
    refit: () => {
      if (touched || state.selected) return false;
      fit();
      return true;
    },
    shown: () => shown,
    drawn: () => [...shown.entities, ...shown.links.map(({ link }) => link.id)],
    labels: () => names.map(({ id, text, box }) => ({ id, text, box })),
  });
});
