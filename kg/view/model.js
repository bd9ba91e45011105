// What the page knows, by id, and what hangs together: links of an entity, statements about
// it, claims by it, statements of a document.
"use strict";
geokg.part((geokg) => {
  const { data } = geokg;

  const KINDS = {
    Person: "Person", State: "State", GovernmentBody: "Government body",
    MilitaryForce: "Military force", ArmedGroup: "Armed group", Organization: "Organization",
    NewsMedia: "News media", Place: "Place", Treaty: "Treaty", Conflict: "Conflict",
    Office: "Office", Group: "Group of people", WeaponOrGoods: "Kind of weapon",
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
  const QUADS = [
    { quad: 1, label: "Verbal cooperation", tone: "cooperation" },
    { quad: 2, label: "Material cooperation", tone: "cooperation" },
    { quad: 3, label: "Verbal conflict", tone: "conflict" },
    { quad: 4, label: "Material conflict", tone: "conflict" },
    { quad: 0, label: "Neither", tone: "neutral" },
  ];
  const ROLES = ["actors", "recipients", "places", "objects"];

  const byId = new Map();
  for (const list of Object.values(data)) for (const item of list) byId.set(item.id, item);
  const spaces = Object.fromEntries(data.spaces.map(({ id, iri }) => [id.slice(2), iri]));

  const group = (pairs) => {
    const map = new Map();
    for (const [key, value] of pairs) {
      const known = map.get(key);
      if (known) known.add(value);
      else map.set(key, new Set([value]));
    }
    return map;
  };
  const none = new Set();
  const from = (map) => (id) => [...(map.get(id) || none)];

  const linksOf = from(group(data.links.flatMap((link) => [[link.a, link], [link.b, link]])));
  const rolesOf = (statement) => ROLES.flatMap((role) => statement[role]);
  const statementsOf = from(group(data.statements.flatMap((statement) =>
    rolesOf(statement).map((id) => [id, statement]))));
  const backgroundOf = from(group(data.background.flatMap((fact) =>
    [[fact.from, fact], [fact.to, fact]])));

  for (const claim of data.claims) claim.document = byId.get(claim.quote).document;
  for (const statement of data.statements) {
    for (const id of statement.claims) byId.get(id).about = statement.id;
    statement.documents = new Set(statement.claims.map((id) => byId.get(id).document));
    statement.denied = statement.claims.some((id) => byId.get(id).polarity === "Negative");
  }
  const told = data.claims.filter((claim) => claim.about);
  const saidBy = from(group(told.flatMap((claim) => claim.sources.map((id) => [id, claim]))));
  const claimsIn = from(group(told.map((claim) => [claim.document, claim])));

  const events = data.statements.filter((statement) => !statement.lasting);
  const lone = new Set(data.entities.filter((entity) => entity.lone).map((entity) => entity.id));
  const outlets = [...new Set(data.documents.map((paper) => paper.publisher))].filter(Boolean).sort();

  // The state that an entity is or stands for: itself, or what it represents.
  function stateOf(id) {
    const entity = byId.get(id);
    if (entity.kind === "State") return id;
    return entity.represents.find((one) => byId.get(one).kind === "State") || null;
  }

  // Who is against whom, or with whom: pairs of states, officials and bodies included.
  function pairs(statement) {
    const one = [...new Set(statement.actors.map(stateOf))].filter(Boolean);
    const other = [...new Set(statement.recipients.map(stateOf))].filter(Boolean);
    const found = [];
    if (statement.recipients.length) {
      for (const a of one) for (const b of other) if (a !== b) found.push([a, b]);
    } else {
      one.forEach((a, i) => one.slice(i + 1).forEach((b) => found.push([a, b])));
    }
    return found;
  }

  Object.assign(geokg, {
    KINDS, STATUSES, DRAWN, QUADS, ROLES, byId, spaces, linksOf, rolesOf, statementsOf,
    backgroundOf, saidBy, claimsIn, events, lone, outlets, stateOf, pairs,
  });
});
