// The evidence: each claim with its sentence, its source, who passes it on, who denies it.
"use strict";
geokg.part((geokg) => {
  const { byId, h, text, badge, go, entity, entities, long, mark, short, when, address } = geokg;

  // The sentence, with the word marked that tells the event. Offsets count characters.
  function sentence(claim) {
    const quote = byId.get(claim.quote).text;
    if (!quote) return h("blockquote", "The graph holds no sentence for this claim.");
    if (!claim.trigger.length) return h("blockquote", { dir: "auto" }, quote);
    const letters = Array.from(quote);
    const [start, end] = claim.trigger;
    const cut = (from, to) => letters.slice(from, to).join("");
    return h("blockquote", { dir: "auto" }, cut(0, start), h("mark", cut(start, end)), cut(end));
  }
  function paperLine(claim) {
    const paper = byId.get(claim.document);
    if (!paper) return null;
    const { start, end } = byId.get(claim.quote);
    return h("p.paper",
      go(paper.id, h("cite", { dir: "auto" }, short(paper.title, 120) || "Untitled")),
      [paper.publisher, paper.date].filter(Boolean).map((value) => [" · ", text(value)]),
      start ? h("span", { title: "Where the sentence stands in the text" }, ` · characters ${start}–${end}`) : null,
      /^https?:/i.test(paper.source) ? [h("br"), address(paper.source)] : null);
  }
  const CERTAIN = { Certain: "told as certain", Probable: "told as probable", Possible: "told as possible" };
  function claimCard(id) {
    const claim = byId.get(id);
    const denies = claim.polarity === "Negative";
    return h(denies ? "article.claim.against" : "article.claim",
      h("p.source",
        claim.sources.length ? entities(claim.sources) : "Unknown source",
        h(denies ? "strong.denies" : "span.says", denies ? " denies this" : " says so"),
        claim.via.length ? [", via ", entities(claim.via)] : null),
      sentence(claim),
      h("p.tags",
        h("span.tag", CERTAIN[claim.certainty] || "certainty unknown"),
        h("span.tag", claim.tense === "Future" ? "still to come" : "past or present"),
        claim.office ? h("span.tag", text(short(claim.office, 80))) : null,
        claim.confidence ? h("span.tag", { title: "How sure the program is that the sentence says so" },
          `read with confidence ${Number(claim.confidence).toFixed(2)}`) : null),
      paperLine(claim));
  }
  function claimsOf(statement) {
    if (!statement.claims.length) return h("p.empty", "The graph holds no claim behind this.");
    const denies = (id) => byId.get(id).polarity === "Negative";
    const against = statement.claims.filter(denies);
    const forIt = statement.claims.filter((id) => !denies(id));
    if (!against.length || !forIt.length) return long("div", statement.claims, claimCard);
    return [h("h4", `Who says so (${forIt.length})`), long("div", forIt, claimCard),
      h("h4.denies", `Who denies it (${against.length})`), long("div", against, claimCard)];
  }

  const row = (term, ...value) => [h("dt", term), h("dd", ...value)];
  function roles(statement) {
    const { actors, recipients, places, objects, what, amounts } = statement;
    return h("dl.roles",
      actors.length ? row("Who", entities(actors)) : null,
      recipients.length ? row("Whom", entities(recipients)) : null,
      places.length ? row("Where", entities(places)) : null,
      statement.lasting ? null : row("When", when(statement)),
      objects.length ? row("What", entities(objects)) : null,
      what ? row("What", text(short(what, 300))) : null,
      amounts.length ? row("How many", text(short(amounts.join("; "), 300))) : null,
      statement.lasting ? null : row("Sources", geokg.some(Math.max(statement.sources, 0), "independent source")));
  }
  function title(name, below, kind) {
    return h("div.title",
      h("h2", { tabindex: "-1", dir: "auto" }, kind ? mark(kind) : null, text(name)),
      h("p.badges", below));
  }
  const tone = (statement) => h(`span.tag.tone-${statement.tone}`,
    geokg.QUADS.find(({ quad }) => quad === statement.quad).label.toLowerCase());

  function statementView(statement) {
    return [
      title(statement.type, [badge(statement.status), statement.lasting ? h("span.tag", "lasting fact") : tone(statement)]),
      h("p.headline", { dir: "auto" }, geokg.headline(statement)),
      h("p.status", `${statement.status}: ${geokg.STATUSES[statement.status] || "status unknown"}.`),
      roles(statement),
      h("h3", statement.denied ? "Who says what" : "Who says so"),
      claimsOf(statement),
    ];
  }

  function linkView(link) {
    const [a, b] = [byId.get(link.a), byId.get(link.b)];
    const { statements } = geokg.passing();
    const sections = link.edges.map((edge) => {
      const all = edge.statements.filter((id) => statements.has(id));
      const hidden = edge.statements.length - all.length;
      return h("section",
        h("h3", text(short(a.id === edge.from ? a.label : b.label, 60)), " ", h(`em.tone-${link.tone}`, edge.name), " ",
          text(short(a.id === edge.from ? b.label : a.label, 60))),
        edge.statements.length ? long("div", all, (id) => {
          const statement = byId.get(id);
          return h("div.statement",
            h("p.badges", badge(statement.status), h("span.date", statement.lasting ? "lasting fact" : when(statement)),
              go(id, "details")),
            claimsOf(statement));
        }, 10) : h("p.empty", "The graph holds no claim behind this edge."),
        hidden ? h("p.note", `${geokg.some(hidden, "more event")} hidden by the filters.`) : null);
    });
    return [
      h("div.title",
        h("h2", { tabindex: "-1", dir: "auto" }, text(short(a.label, 80)), " – ", text(short(b.label, 80))),
        h("p.badges", h(`span.tag.tone-${link.tone}`, link.tone), entity(link.a), entity(link.b))),
      sections,
    ];
  }

  // One entry of a list of events: date, status, what, and the first sentence.
  function entry(statement) {
    const first = byId.get(statement.claims[0]);
    const more = statement.claims.length - 1;
    return h("li",
      h("p.badges", h("span.date", statement.lasting ? "lasting fact" : when(statement)), badge(statement.status)),
      go(statement.id, h("strong", { dir: "auto" }, geokg.headline(statement))),
      statement.what ? h("p.what", text(short(statement.what, 160))) : null,
      first ? sentence(first) : null,
      more > 0 ? h("p.note", `and ${geokg.some(more, "more claim")}${statement.denied ? ", with a denial" : ""}`) : null);
  }
  function section(heading, statements, few, note = "") {
    if (!statements.length) return null;
    return [h("h3", `${heading} (${geokg.number(statements.length)})`, note ? h("span.note", ` ${note}`) : null), long("ol.timeline", statements, entry, few)];
  }

  Object.assign(geokg, { claimCard, claimsOf, statementView, linkView, title, entry, section });
});
