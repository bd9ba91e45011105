// What the panel says of one entity: names, offices, the timeline of its events, its links,
// what it says itself, and what is known of it beyond the documents.
"use strict";
geokg.part((geokg) => {
  const { byId, state, h, text, badge, go, button, entity, entities, long, section, short, title } = geokg;

  function office(statement, id) {
    const mine = statement.actors.includes(id);
    const other = entities(mine ? statement.recipients : statement.actors);
    const named = statement.claims.map((c) => byId.get(c).office).find(Boolean);
    const verb = go(statement.id, statement.verb);
    return h("li",
      mine ? [verb, " ", other] : [other, " ", verb, " ", text(short(geokg.label(id), 40))],
      named ? h("span.note", " (", text(short(named, 80)), ")") : null,
      statement.status === "Reported" ? null : [" ", badge(statement.status)]);
  }

  function facts(one, lasting) {
    if (!lasting.length) return null;
    return [h("h3", `Offices and lasting facts (${geokg.number(lasting.length)})`),
      long("ul.facts", lasting, (s) => office(s, one.id), 6)];
  }

  // Focus by steps, and the way to somebody else.
  function actions(one) {
    if (!geokg.linksOf(one.id).length) return null;
    const steps = [1, 2, 3].map((n) => {
      const on = state.focus === one.id && state.steps === n;
      return button("button.step", () => geokg.focus(one.id, n), { "aria-pressed": String(on),
        "aria-label": `Show only what is at most ${geokg.some(n, "step")} away` }, String(n));
    });
    const input = h("input", { type: "search", placeholder: "Path to …", "aria-label": `Find the shortest path from ${short(one.label)} to` });
    const box = h("div.combo.way", input);
    geokg.pickEntity(input, (goal) => geokg.way(one.id, goal), { label: "Ends of the path", fits: (other) => other.id !== one.id });
    return h("div.actions",
      h("div.steps", { role: "group", "aria-label": "Neighbourhood" }, h("span", "Show only within"), steps, h("span", "steps"),
        state.focus === one.id ? button("button.link", () => geokg.focus(null), "show all again") : null),
      box);
  }

  function links(one) {
    const { links: shown } = geokg.passing();
    const all = geokg.linksOf(one.id).filter((link) => shown.has(link.id))
      .sort((a, b) => shown.get(b.id).count - shown.get(a.id).count);
    if (!all.length) return null;
    return [h("h3", `Links (${geokg.number(all.length)})`), long("ul.facts", all, (link) => {
      const far = link.a === one.id ? link.b : link.a;
      const { edges, count } = shown.get(link.id);
      return h("li", go(link.id, h(`span.tone-${link.tone}`, [...new Set(edges.map(({ edge }) => edge.name))].join(", "))),
        " ", far === one.id ? "itself" : entity(far), count > 1 ? h("span.note", ` ${geokg.some(count, "claim")}`) : null);
    }, 15)];
  }

  function term({ office: words, start, end }) {
    const days = start || end ? `${start} – ${end}`.trim() : "";
    const told = [words && text(short(words, 80)), days].filter(Boolean);
    return told.length ? h("span.note", " (", told.map((part, i) => [i ? ", " : "", part]), ")") : null;
  }
  function background(one) {
    const facts = geokg.backgroundOf(one.id);
    if (!facts.length) return null;
    return h("section.background",
      h("h3", `Background (${facts.length})`),
      h("p.note", "General knowledge from the gazetteer. No document of this graph says so."),
      long("ul.facts", facts, (fact) => h("li", fact.from === one.id ? [`${fact.verb} `, entity(fact.to)]
        : [entity(fact.from), ` ${fact.verb} `, text(short(one.label, 40))], term(fact)), 8));
  }

  function entityView(one) {
    const { statements } = geokg.passing();
    const whole = geokg.statementsOf(one.id);
    const all = whole.filter((s) => statements.has(s.id));
    const drawn = (s) => geokg.DRAWN.includes(s.status);
    const lasting = all.filter((s) => s.lasting && drawn(s)).sort((a, b) => b.claims.length - a.claims.length);
    const events = all.filter((s) => !s.lasting && drawn(s)).sort(geokg.newest);
    const other = all.filter((s) => !drawn(s)).sort(geokg.newest);
    const said = geokg.saidBy(one.id).filter((claim) => statements.has(claim.about));
    const hidden = whole.length - all.length;
    return [
      title(short(one.label, 300), [h("span.tag", geokg.KINDS[one.kind]), one.code ? h("span.tag", one.code) : null,
        one.represents.length ? ["for ", entities(one.represents)] : null], one.kind),
      one.aliases.length ? h("p.aliases", "Also called ", one.aliases.slice(0, 30).map((alias, i) => [i ? ", " : "", text(short(alias, 120))])) : null,
      one.wikidata ? h("p.aliases", geokg.address(one.wikidata)) : null,
      actions(one),
      facts(one, lasting),
      section("Timeline", events, 20, events.length > 1 ? "newest first" : ""),
      section("Denied, planned or possible", other, 20),
      links(one),
      background(one),
      said.length ? h("details", h("summary", `What this source says (${geokg.number(said.length)})`),
        long("div", said, (claim) => h("div.statement",
          go(claim.about, h("strong", { dir: "auto" }, geokg.headline(byId.get(claim.about)))),
          geokg.claimCard(claim.id)), 10)) : null,
      hidden ? h("p.note", `${geokg.some(hidden, "more entry", "more entries")} hidden by the filters.`) : null,
      whole.length + said.length ? null : h("p.empty", "Nothing is told about this entity beyond its name."),
    ];
  }

  Object.assign(geokg, { entityView });
});
