// What the page knows and what is to be seen of it: the data by id, the filters, the search.
// Everything below hangs on one object, `geokg`; the other scripts add to it.
"use strict";
window.geokg = (function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const NAME_LENGTH = 26;
  const FIRST = 150;

  const KINDS = {
    Person: "Person", State: "State", GovernmentBody: "Government body",
    MilitaryForce: "Military force", ArmedGroup: "Armed group", Organization: "Organization",
    NewsMedia: "News media", Place: "Place", Treaty: "Treaty", Conflict: "Conflict",
    Office: "Office", Group: "Group of people",
  };
  const STATUSES = {
    Reported: "told as fact, nobody denies it",
    Alleged: "claimed with a hedge or as an accusation",
    Contested: "asserted by some, denied by others",
    Denied: "only denied",
    Planned: "announced, not yet done",
    Hypothetical: "feared, threatened or possible",
  };
  const DRAWN = ["Reported", "Alleged", "Contested"];

  const byId = new Map();
  for (const list of Object.values(data)) for (const item of list) byId.set(item.id, item);

  const linksOf = new Map(data.entities.map((entity) => [entity.id, []]));
  for (const link of data.links) {
    linksOf.get(link.a).push(link);
    if (link.b !== link.a) linksOf.get(link.b).push(link);
  }
  const push = (map, key, value) => {
    if (!map.has(key)) map.set(key, []);
    if (!map.get(key).includes(value)) map.get(key).push(value);
  };
  const statementsOf = new Map();
  const saidBy = new Map();
  for (const statement of data.statements) {
    for (const role of ["actors", "recipients", "places", "objects"]) {
      for (const id of statement[role]) push(statementsOf, id, statement);
    }
    for (const id of statement.claims) {
      const claim = byId.get(id);
      claim.about = statement.id;
      for (const source of claim.sources) push(saidBy, source, claim);
    }
  }

  const fresh = () => ({
    selected: null, focus: null, lone: false, limit: FIRST,
    kinds: new Set(), statuses: new Set(), names: new Set(), lasting: true, forced: new Set(),
  });
  const state = fresh();

  function edgeStatuses(edge) {
    if (!edge.statements.length) return [edge.alleged ? "Alleged" : "Reported"];
    return edge.statements.map((id) => byId.get(id).status);
  }

  function shownEdges(link) {
    return link.edges.filter((edge) =>
      !state.names.has(edge.name) && (state.lasting || !edge.lasting) &&
      edgeStatuses(edge).some((status) => !state.statuses.has(status)));
  }

  function neighbourhood(id) {
    const near = new Set([id]);
    for (const link of linksOf.get(id)) near.add(link.a).add(link.b);
    return near;
  }

  // Sets of what to draw: `kinds`, `statuses` and `names` in the state say what is hidden.
  function visible() {
    const near = state.focus && neighbourhood(state.focus);
    let pool = data.entities.filter((entity) => !state.kinds.has(entity.kind) &&
      (near ? near.has(entity.id) : state.lone || !entity.lone));
    if (!near) pool = pool.slice(0, state.limit);
    const entities = new Set(pool.map((entity) => entity.id));
    for (const id of state.forced) entities.add(id);
    const links = [];
    for (const link of data.links) {
      if (!entities.has(link.a) || !entities.has(link.b) || link.a === link.b) continue;
      const edges = shownEdges(link);
      if (edges.length) links.push({ link, edges });
    }
    return { entities, links };
  }

  // Marks that steer the direction of writing or cannot be seen would garble a drawn name.
  const plain = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  function short(text, length = NAME_LENGTH) {
    const letters = Array.from(plain(text.slice(0, 4 * length)));
    return letters.length > length ? letters.slice(0, length - 1).join("") + "…" : letters.join("");
  }

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  const names = data.entities.map((entity) => ({
    entity, folded: [entity.label, ...entity.aliases].map(fold),
  }));
  // Matches at the beginning of a name come first, then at the beginning of a word, then inside.
  function search(text, limit = 8) {
    const wanted = fold(text.trim());
    if (!wanted) return [];
    const hits = [];
    for (const { entity, folded } of names) {
      let best = null;
      folded.forEach((name, i) => {
        const at = name.indexOf(wanted);
        if (at < 0) return;
        const rank = at === 0 ? 0 : /[\s\-(]/.test(name[at - 1]) ? 1 : 2;
        if (!best || rank < best.rank) best = { rank, alias: i ? entity.aliases[i - 1] : null };
      });
      if (best) hits.push({ entity, ...best });
    }
    hits.sort((one, other) => one.rank - other.rank);
    return hits.slice(0, limit);
  }

  const label = (id) => byId.get(id).label;
  function list(ids) {
    const labels = ids.map((id) => short(label(id), 60));
    if (labels.length < 2) return labels.join("");
    return `${labels.slice(0, -1).join(", ")} and ${labels.at(-1)}`;
  }
  // One line for a statement: a sentence if it is an edge, a heading if it has not happened.
  function headline(statement) {
    const { actors, recipients, verb, type } = statement;
    const goals = recipients.length ? recipients : statement.places;
    if (DRAWN.includes(statement.status) && verb) {
      if (actors.length && recipients.length) return `${list(actors)} ${verb} ${list(recipients)}`;
      if (actors.length > 1 && statement.symmetric) return `${list(actors)} ${verb} each other`;
    }
    const parts = [list(actors), list(goals)].filter(Boolean);
    return `${type}${parts.length ? ": " : ""}${parts.join(actors.length ? " → " : "")}`;
  }

  const bySort = (one, other) => (one.sort < other.sort ? -1 : one.sort > other.sort ? 1 : 0);

  return {
    data, byId, linksOf, statementsOf, saidBy, state, fresh, KINDS, STATUSES, DRAWN, FIRST,
    visible, short, search, headline, label, bySort, edgeStatuses, neighbourhood,
  };
})();
