// The state of the page: one object, changed in one place, undone step by step, and written
// into the address (after "#"), so that a link brings back what its sender saw.
"use strict";
geokg.part((geokg) => {
  const { byId, data } = geokg;
  // So many entities can be read at once; fewer on a phone.
  const FIRST = matchMedia("(max-width: 600px)").matches ? 60 : 150;
  const VIEWS = ["network", "events", "timeline", "matrix", "map"];
  const UNDATED = ["told", "always", "never"];

  // `kinds`, `statuses` and `names` say what is hidden; `extra` what is drawn besides.
  const fresh = () => ({
    view: "network", selected: null, focus: null, steps: 1, path: null, limit: FIRST,
    kinds: new Set(), statuses: new Set(), names: new Set(), lasting: true, lone: false,
    extra: new Set(), from: "", to: "", undated: "told", sources: 1, document: "", outlet: "",
    find: "", sort: "date", down: true,
  });
  const state = fresh();
  const past = [];
  const watchers = [];

  // ------------------------------------------------------------- names that outlast a rebuild
  const TONED = /^(m)(\d{4}-\d\d)-([0-4]|all)$/;
  function ref(id) {
    const one = byId.get(id);
    if (!one) return id && (id[0] === "p" ? ["p", ...id.slice(1).split("-").map(ref)].join(" ") : id);
    const key = (other) => byId.get(other).key;
    if (one.edges) return `l ${key(one.a)} ${key(one.b)} ${one.tone} ${one.line}`;
    if (!one.lasting) return `${id[0]} ${one.key}`;
    return `f ${key(one.actors[0])} ${one.edge} ${one.recipients.map(key)[0]}`;
  }
  let refs = null;
  function byRef(text) {
    if (!text) return null;
    if (TONED.test(text)) return text;
    if (!refs) {
      refs = new Map();
      for (const list of ["entities", "links", "statements", "documents"]) {
        for (const { id } of data[list]) refs.set(ref(id), id);
      }
    }
    if (text.startsWith("p ")) {
      const ends = text.slice(2).split(" n ").map((part) => refs.get(part.startsWith("n ") ? part : `n ${part}`));
      return ends.length === 2 && ends.every(Boolean) ? `p${ends[0]}-${ends[1]}` : null;
    }
    return refs.get(text) || null;
  }

  // Is it the id of something that the panel can show?
  function known(id) {
    if (!id) return false;
    if (TONED.test(id)) return true;
    const pair = /^p(n\d+)-(n\d+)$/.exec(id);
    return pair ? byId.has(pair[1]) && byId.has(pair[2]) : /^[nevd]\d/.test(id) && byId.has(id);
  }

  // ------------------------------------------------------------------------------ the address
  const SETS = { kinds: "hide", statuses: "without", names: "no" };
  function toHash() {
    const base = fresh();
    const words = new URLSearchParams();
    for (const name of ["view", "steps", "limit", "from", "to", "undated", "sources", "outlet", "find", "sort"]) {
      if (state[name] !== base[name]) words.set(name, state[name]);
    }
    if (state.lone) words.set("lone", "yes");
    for (const name of ["lasting", "down"]) if (!state[name]) words.set(name, "no");
    for (const [name, key] of Object.entries(SETS)) {
      for (const value of [...state[name]].sort()) words.append(key, value);
    }
    for (const name of ["selected", "focus", "document"]) if (state[name]) words.set(name, ref(state[name]));
    if (state.path) for (const end of state.path) words.append("path", ref(end));
    for (const id of state.extra) words.append("extra", ref(id));
    return words.toString();
  }
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text || "");
  const whole = (text, low, high, other) => {
    const value = Number(text);
    return Number.isInteger(value) && value >= low && value <= high ? value : other;
  };
  // What somebody typed or mailed: everything that makes no sense here is left out.
  function fromHash(text) {
    const words = new URLSearchParams(text);
    const next = fresh();
    const entity = (value) => { const id = byRef(value); return id && byId.get(id)?.kind ? id : null; };
    if (VIEWS.includes(words.get("view"))) next.view = words.get("view");
    if (UNDATED.includes(words.get("undated"))) next.undated = words.get("undated");
    next.steps = whole(words.get("steps"), 1, 3, 1);
    next.sources = whole(words.get("sources"), 1, 99, 1);
    next.limit = whole(words.get("limit"), 10, Math.max(10, data.entities.length), FIRST);
    for (const name of ["from", "to"]) if (isDay(words.get(name))) next[name] = words.get(name);
    next.outlet = geokg.outlets.includes(words.get("outlet")) ? words.get("outlet") : "";
    next.find = (words.get("find") || "").slice(0, 200);
    if (/^[a-z]+$/.test(words.get("sort") || "")) next.sort = words.get("sort");
    next.lone = words.get("lone") === "yes";
    for (const name of ["lasting", "down"]) next[name] = words.get(name) !== "no";
    for (const [name, key] of Object.entries(SETS)) next[name] = new Set(words.getAll(key));
    const selected = byRef(words.get("selected"));
    next.selected = known(selected) ? selected : null;
    next.focus = entity(words.get("focus"));
    const paper = byRef(words.get("document"));
    next.document = paper && paper[0] === "d" ? paper : "";
    const ends = words.getAll("path").map(entity);
    next.path = ends.length === 2 && ends.every(Boolean) ? ends : null;
    next.extra = new Set(words.getAll("extra").map(entity).filter(Boolean));
    return next;
  }

  let written = "";
  function write() {
    written = toHash();
    const address = `${location.pathname}${location.search}${written ? `#${written}` : ""}`;
    try { history.replaceState(null, "", address); } catch { /* a sandbox that has no address */ }
  }
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) !== written) replace(fromHash(location.hash.slice(1)));
  });

  // ---------------------------------------------------------------------------------- changing
  const copy = () => structuredClone(state);
  const watch = (run) => watchers.push(run);
  function tell(before) {
    write();
    document.getElementById("undo").disabled = !past.length;
    for (const run of watchers) run(before);
  }
  // Change some fields. A selection alone is no step that "Undo" takes back.
  function change(patch, { step = true } = {}) {
    const before = copy();
    if (step) past.push(before);
    if (past.length > 200) past.shift();
    Object.assign(state, patch);
    tell(before);
  }
  function replace(next, { step = true } = {}) {
    const before = copy();
    if (step) past.push(before);
    Object.assign(state, next);
    tell(before);
  }
  function undo() {
    if (past.length) replace(past.pop(), { step: false });
  }
  const reset = () => replace(fresh());
  const toggled = (set, value, hide) => {
    const next = new Set(set);
    for (const one of [value].flat()) if (hide) next.add(one); else next.delete(one);
    return next;
  };

  Object.assign(geokg, {
    state, fresh, FIRST, VIEWS, change, undo, reset, replace, watch, toggled, known, ref, byRef,
    toHash, fromHash, past,
  });
});
