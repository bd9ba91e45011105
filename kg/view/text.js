// Words: names cut short, statements in one line, names found by what somebody types.
"use strict";
geokg.part((geokg) => {
  const { data, byId, DRAWN } = geokg;
  const NAME_LENGTH = 26;

  // Marks that steer the direction of writing or cannot be seen would garble a drawn name.
  const plain = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  function short(text, length = NAME_LENGTH) {
    const letters = Array.from(plain(text.slice(0, 4 * length)));
    return letters.length > length ? letters.slice(0, length - 1).join("") + "…" : letters.join("");
  }

  // eslint-disable-next-line no-control-regex
  const PLAIN = /^[\u0000-\u007f]*$/;
  // Without accents and capitals; most names have no accents, and there are many names.
  const fold = (text) => (PLAIN.test(text) ? text : text.normalize("NFKD").replace(/\p{M}+/gu, "")).toLowerCase();
  const folded = new Map();
  function names(entity) {
    if (!folded.has(entity)) folded.set(entity, [entity.label, ...entity.aliases].map(fold));
    return folded.get(entity);
  }
  // Matches at the beginning of a name come first, then at the beginning of a word, then inside.
  function rank(name, wanted) {
    const at = name.indexOf(wanted);
    if (at < 0) return 9;
    if (at === 0) return name.length === wanted.length ? 0 : 1;
    return /[\s\-("'’]/.test(name[at - 1]) ? 2 : 3;
  }
  function search(text, limit = 8, fits = () => true) {
    const wanted = fold(text.trim());
    if (!wanted) return [];
    const hits = [];
    for (const entity of data.entities) {
      let best = { rank: 9, alias: null };
      names(entity).forEach((name, i) => {
        const found = rank(name, wanted);
        if (found < best.rank) best = { rank: found, alias: i ? entity.aliases[i - 1] : null };
      });
      if (best.rank < 9 && fits(entity)) hits.push({ entity, ...best });
    }
    return hits.sort((one, other) => one.rank - other.rank).slice(0, limit);
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

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  // "2025-03" is "Mar 2025", "2025-03-07" is "7 Mar 2025": the same in every locale.
  function day(iso) {
    const [year, month, date] = iso.split("-").map(Number);
    return [date, month && MONTHS[month - 1], year].filter(Boolean).join(" ");
  }
  function when(statement) {
    if (statement.when) return statement.when;
    return statement.told ? `no date given, told ${statement.told}` : "no date given";
  }
  const bySort = (one, other) => (one.sort < other.sort ? -1 : one.sort > other.sort ? 1 : 0);
  const newest = (one, other) => bySort(other, one);
  const number = (n) => n.toLocaleString("en");
  const some = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

  Object.assign(geokg, {
    plain, short, fold, search, label, list, headline, day, when, bySort, newest, number, some,
  });
});
