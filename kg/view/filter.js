// What the filters let through: statements, the edges that rest on them, the links to draw.
"use strict";
geokg.part((geokg) => {
  const { data, byId, state, linksOf } = geokg;
  const CROWD = 200;
  const FIELDS = ["statuses", "names", "lasting", "from", "to", "undated", "sources", "document", "outlet"];

  const timed = () => Boolean(state.from || state.to);
  // Is it in the chosen time? What has a month only is in if a day of the month is.
  function inTime(statement) {
    if (statement.lasting) return true;
    const dated = Boolean(statement.date);
    if (!dated && state.undated === "never") return false;
    if (!dated && state.undated === "always") return true;
    if (!timed()) return true;
    return Boolean(statement.first) && (!state.to || statement.first <= state.to) &&
      (!state.from || statement.last >= state.from);
  }
  function inPapers(statement) {
    if (state.document && !statement.documents.has(state.document)) return false;
    if (!state.outlet) return true;
    return [...statement.documents].some((id) => byId.get(id)?.publisher === state.outlet);
  }
  const passes = (statement) => !state.statuses.has(statement.status) &&
    !(statement.edge && state.names.has(statement.edge)) && (state.lasting || !statement.lasting) &&
    Math.max(1, statement.sources) >= state.sources && inPapers(statement) && inTime(statement);

  // An edge of a graph without claims is seen as long as nothing is asked that needs them.
  function bare(edge) {
    return !state.statuses.has(edge.alleged ? "Alleged" : "Reported") && !state.names.has(edge.edge) &&
      (state.lasting || !edge.lasting) && state.sources < 2 && !state.document && !state.outlet && !timed();
  }
  function shownEdges(link, allowed) {
    const found = [];
    for (const edge of link.edges) {
      const behind = edge.statements.filter((id) => allowed.has(id));
      if (!behind.length && (edge.statements.length || !bare(edge))) continue;
      const whole = behind.length === edge.statements.length;
      const count = whole ? edge.count
        : new Set(behind.flatMap((id) => byId.get(id).claims)).size;
      found.push({ edge, count });
    }
    return found;
  }

  let cached = null;
  const signature = () => FIELDS.map((name) => (state[name] instanceof Set
    ? [...state[name]].sort().join() : state[name])).join("|") + "|" + [...state.kinds].sort().join();
  // All that passes: `statements` (ids), `links` (id to what is drawn of it), `near` (the
  // entities that each is linked to).
  function passing() {
    const key = signature();
    if (cached && cached.key === key) return cached;
    const statements = new Set();
    for (const one of data.statements) if (passes(one)) statements.add(one.id);
    const hidden = (id) => state.kinds.has(byId.get(id).kind);
    const links = new Map();
    const near = new Map();
    const add = (one, other) => {
      if (!near.has(one)) near.set(one, []);
      near.get(one).push(other);
    };
    for (const link of data.links) {
      if (link.a === link.b || hidden(link.a) || hidden(link.b)) continue;
      const edges = shownEdges(link, statements);
      if (!edges.length) continue;
      links.set(link.id, { link, edges, count: edges.reduce((sum, one) => sum + one.count, 0) });
      add(link.a, link.b);
      add(link.b, link.a);
    }
    cached = { key, statements, links, near };
    return cached;
  }

  const rank = (id) => Number(id.slice(1));
  const byRank = (ids) => [...ids].sort((one, other) => rank(one) - rank(other));

  // Who is at most so many steps away; the nearest and the most important first.
  function neighbourhood(id, steps) {
    const { near } = passing();
    const found = new Set([id]);
    let edge = [id];
    for (let step = 0; step < steps; step += 1) {
      const next = new Set();
      for (const one of edge) for (const other of near.get(one) || []) if (!found.has(other)) next.add(other);
      edge = byRank(next);
      for (const other of edge) found.add(other);
    }
    return found;
  }
  // A shortest way from one entity to another, over what the filters let through.
  function shortest(start, goal) {
    const { near } = passing();
    const before = new Map([[start, null]]);
    let edge = [start];
    while (edge.length && !before.has(goal)) {
      const next = [];
      for (const one of edge) {
        for (const other of byRank(near.get(one) || [])) {
          if (before.has(other)) continue;
          before.set(other, one);
          next.push(other);
        }
      }
      edge = next;
    }
    if (!before.has(goal)) return null;
    const way = [];
    for (let one = goal; one; one = before.get(one)) way.unshift(one);
    return way;
  }

  // Sets of what to draw now, and how many there would be.
  function visible() {
    const { links, near } = passing();
    let wanted;
    let whole;
    let way = null;
    if (state.path) {
      way = shortest(...state.path);
      wanted = way || state.path;
      whole = wanted.length;
    } else if (state.focus) {
      const around = [...neighbourhood(state.focus, state.steps)];
      whole = around.length;
      wanted = around.slice(0, CROWD);
    } else {
      const pool = data.entities.filter((entity) => !state.kinds.has(entity.kind) &&
        (near.has(entity.id) || (state.lone && entity.lone)));
      whole = pool.length;
      wanted = pool.slice(0, state.limit).map((entity) => entity.id);
    }
    const entities = new Set(wanted);
    const guests = way ? [] : [...state.extra].filter((id) => !entities.has(id));
    for (const id of guests) entities.add(id);
    const follows = way && new Set(way.slice(1).map((id, i) => [id, way[i]].sort().join()));
    const drawn = [];
    for (const item of links.values()) {
      const { a, b } = item.link;
      if (!entities.has(a) || !entities.has(b)) continue;
      if (!follows || follows.has([a, b].sort().join())) drawn.push(item);
    }
    return { entities, links: drawn, whole, way, guests };
  }

  // The events that the table, the timeline and the matrix show.
  function shownEvents() {
    const { statements } = passing();
    const ends = state.path || (state.focus ? [state.focus] : null);
    const hidden = (ids) => ids.length && ids.every((id) => state.kinds.has(byId.get(id).kind));
    return geokg.events.filter((event) => statements.has(event.id) && !hidden(event.actors) &&
      (!ends || geokg.rolesOf(event).some((id) => ends.includes(id))));
  }

  // Of these, what is told as happened, alleged and contested included; if there is none of
  // that (only plans are asked for), all.
  function happened(found) {
    const drawn = found.filter((event) => geokg.DRAWN.includes(event.status));
    return drawn.length ? drawn : found;
  }

  // The other filters in words, each with what undoes it, for the line above the drawing.
  function filters() {
    const base = geokg.fresh();
    const all = {
      kinds: Object.keys(geokg.KINDS).filter((kind) => data.entities.some((one) => one.kind === kind)),
      statuses: Object.keys(geokg.STATUSES).filter((status) => data.statements.some((one) => one.status === status)),
      names: [...geokg.edgeKinds.keys()],
    };
    const called = { kinds: (one) => geokg.KINDS[one].toLowerCase(), statuses: (one) => one.toLowerCase(),
      names: (one) => geokg.edgeKinds.get(one).name };
    const of = { kinds: "classes", statuses: "statuses", names: "kinds of edges" };
    const found = [];
    for (const name of Object.keys(all)) {
      const left = all[name].filter((one) => !state[name].has(one));
      const gone = all[name].length - left.length;
      if (!gone) continue;
      const list = (ones) => ones.map(called[name]).join(", ");
      const words = left.length && left.length <= 3 ? `only ${list(left)}`
        : gone <= 2 ? `without ${list(all[name].filter((one) => state[name].has(one)))}` : `${gone} of ${all[name].length} ${of[name]} hidden`;
      found.push({ words, undo: { [name]: base[name] } });
    }
    if (!state.lasting) found.push({ words: "without lasting facts", undo: { lasting: true } });
    if (state.undated === "never") found.push({ words: "without undated events", undo: { undated: "told" } });
    if (state.sources > 1) found.push({ words: `at least ${state.sources} sources`, undo: { sources: 1 } });
    return found;
  }
  // How many filters hide something.
  function active() {
    const base = geokg.fresh();
    return ["kinds", "statuses", "names"].filter((name) => state[name].size).length +
      ["lasting", "undated", "sources", "document", "outlet"].filter((name) => state[name] !== base[name]).length +
      (timed() ? 1 : 0);
  }
  const unfiltered = () => {
    const base = geokg.fresh();
    return Object.fromEntries([...FIELDS, "kinds"].map((name) => [name, base[name]]));
  };

  Object.assign(geokg, {
    passing, passes, visible, neighbourhood, shortest, shownEvents, happened, filters, active, unfiltered, linksOf, CROWD, timed,
  });
});
