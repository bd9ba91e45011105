// The panel beside the network: an entity, a link or a statement, with the sentences behind.
// Every text of the graph enters the page through `textContent` and nothing else.
"use strict";
(function (geokg) {
  const { byId, state } = geokg;
  const panel = document.getElementById("panel");
  const SVG = "http://www.w3.org/2000/svg";

  // Make an element: h("p.note", {dir: "auto"}, "text", child …). Empty children are left out.
  function h(name, ...parts) {
    const [tag, ...classes] = name.split(".");
    const element = document.createElement(tag);
    if (classes.length) element.className = classes.join(" ");
    for (const part of parts.flat(Infinity)) {
      if (part === null || part === undefined || part === "" || part === false) continue;
      if (part instanceof Node) element.append(part);
      else if (typeof part !== "object") element.append(document.createTextNode(String(part)));
      else for (const [key, value] of Object.entries(part)) {
        if (key === "click") element.addEventListener("click", value);
        else element.setAttribute(key, value);
      }
    }
    return element;
  }
  // Text out of an article may run in either direction: it is kept apart from its surroundings.
  const text = (value) => h("bdi", value);

  function mark(kind) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "-1.25 -1.25 2.5 2.5");
    svg.setAttribute("class", geokg.HOLLOW.has(kind) ? "mark hollow" : "mark");
    svg.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS(SVG, "polygon");
    shape.setAttribute("points", geokg.SHAPES[kind].map((p) => p.map((n) => n.toFixed(3)).join(",")).join(" "));
    shape.setAttribute("class", `kind-${kind}`);
    svg.append(shape);
    return svg;
  }

  const badge = (status) => h(`span.badge.status-${status}`, status);
  const go = (id, ...parts) => h("button.link", { type: "button", click: () => geokg.select(id, { keyboard: true }) }, ...parts);
  const entity = (id) => go(id, mark(byId.get(id).kind), text(geokg.short(byId.get(id).label, 80)));
  function entities(ids) {
    return h("span.list", ids.map((id) => entity(id)));
  }

  // A long list begins with its first entries; a button brings the others.
  const FEW = 40;
  function long(name, items, make) {
    const list = h(name, items.slice(0, FEW).map(make));
    if (items.length <= FEW) return list;
    const all = h("button", { type: "button", click: () => {
      list.append(...items.slice(FEW).map(make));
      all.remove();
    } }, `Show ${items.length - FEW} more`);
    return [list, all];
  }

  // Only web addresses become links: a "javascript:" address from a file must stay text.
  function address(value) {
    if (!/^https?:\/\//i.test(value)) return text(value);
    return h("a", { href: value, target: "_blank", rel: "noopener noreferrer" }, text(value));
  }

  function claimCard(id) {
    const claim = byId.get(id);
    const paper = byId.get(claim.document);
    const denies = claim.polarity === "Negative";
    return h("article.claim",
      h("blockquote", { dir: "auto" }, claim.sentence || "The graph holds no sentence for this claim."),
      h("p.source",
        claim.sources.length ? entities(claim.sources) : "Unknown source",
        h(denies ? "strong.denies" : "span.says", denies ? " denies this" : " says so"),
        claim.via.length ? [", via ", entities(claim.via)] : null),
      h("p.tags",
        h("span.tag", claim.certainty.toLowerCase() || "certainty unknown"),
        h("span.tag", claim.tense === "Future" ? "still to come" : "past or present"),
        claim.office ? h("span.tag", text(claim.office)) : null,
        claim.confidence ? h("span.tag", `confidence ${Number(claim.confidence).toFixed(2)}`) : null),
      paper ? h("p.paper",
        h("cite", { dir: "auto" }, paper.title || "Untitled"),
        [paper.publisher, paper.date].filter(Boolean).map((value) => [" · ", text(value)]),
        claim.start ? ` · characters ${claim.start}–${claim.end}` : "",
        paper.source ? [h("br"), address(paper.source)] : null) : null);
  }

  function row(term, ...value) {
    return [h("dt", term), h("dd", ...value)];
  }
  function when(statement) {
    if (statement.when) return statement.when;
    return statement.told ? `no date given, told ${statement.told}` : "no date given";
  }

  function roles(statement) {
    const { actors, recipients, places, objects, what, amounts } = statement;
    return h("dl.roles",
      actors.length ? row("Who", entities(actors)) : null,
      recipients.length ? row("Whom", entities(recipients)) : null,
      places.length ? row("Where", entities(places)) : null,
      statement.lasting ? null : row("When", when(statement)),
      objects.length ? row("What", entities(objects)) : null,
      what ? row("What", text(what)) : null,
      amounts.length ? row("How many", text(amounts.join("; "))) : null);
  }

  function statementView(statement) {
    return [
      title(statement.type, [badge(statement.status), h("span.tag", statement.lasting ? "lasting fact" : "event")]),
      h("p.status", `${statement.status}: ${geokg.STATUSES[statement.status] || "status unknown"}.`),
      roles(statement),
      h("h3", "Who says so"),
      statement.claims.length ? long("div", statement.claims, claimCard)
        : h("p.empty", "The graph holds no claim behind this."),
    ];
  }

  function title(name, below, kind) {
    return h("div.title",
      h("h2", { tabindex: "-1", dir: "auto" }, kind ? mark(kind) : null, text(name)),
      h("p.badges", below));
  }

  function linkView(link) {
    const [a, b] = [byId.get(link.a), byId.get(link.b)];
    return [
      h("div.title",
        h("h2", { tabindex: "-1", dir: "auto" }, text(geokg.short(a.label, 80)), " – ", text(geokg.short(b.label, 80))),
        h("p.badges", h(`span.tag.tone-${link.tone}`, link.tone), entity(link.a), entity(link.b))),
      link.edges.map((edge) => h("section",
        h("h3", text(geokg.short(geokg.label(edge.from), 60)), " ", h("em", edge.name), " ", text(geokg.short(geokg.label(edge.to), 60))),
        edge.statements.length ? long("div", edge.statements, (id) => {
          const statement = byId.get(id);
          return h("div.statement",
            h("p.badges", badge(statement.status), h("span.date", statement.lasting ? "lasting fact" : when(statement)),
              go(id, "details")),
            long("div", statement.claims, claimCard));
        }) : h("p.empty", "The graph holds no claim behind this edge."))),
    ];
  }

  function entry(statement) {
    const first = byId.get(statement.claims[0]);
    return h("li",
      h("p.badges", h("span.date", statement.lasting ? "lasting fact" : when(statement)), badge(statement.status)),
      go(statement.id, h("strong", { dir: "auto" }, geokg.headline(statement))),
      statement.what ? h("p.what", text(geokg.short(statement.what, 160))) : null,
      first ? h("blockquote", { dir: "auto" }, first.sentence) : null,
      statement.claims.length > 1 ? h("p.more", `and ${statement.claims.length - 1} more claim${statement.claims.length > 2 ? "s" : ""}`) : null);
  }

  function section(heading, statements) {
    if (!statements.length) return null;
    return [h("h3", `${heading} (${statements.length})`),
      long("ol.timeline", statements, entry)];
  }

  function office(statement, id) {
    const mine = statement.actors.includes(id);
    const other = entities(mine ? statement.recipients : statement.actors);
    const named = statement.claims.map((c) => byId.get(c).office).find(Boolean);
    const verb = go(statement.id, statement.verb);
    return h("li",
      mine ? [verb, " ", other] : [other, " ", verb, " ", text(geokg.short(geokg.label(id), 40))],
      named ? h("span.note", " (", text(named), ")") : null,
      statement.status === "Reported" ? null : [" ", badge(statement.status)]);
  }

  function entityView(one) {
    const all = geokg.statementsOf.get(one.id) || [];
    const drawn = (s) => geokg.DRAWN.includes(s.status);
    const lasting = all.filter((s) => s.lasting && drawn(s));
    const events = all.filter((s) => !s.lasting && drawn(s)).sort(geokg.bySort);
    const other = all.filter((s) => !drawn(s)).sort(geokg.bySort);
    const said = geokg.saidBy.get(one.id) || [];
    const links = geokg.linksOf.get(one.id);
    return [
      title(geokg.short(one.label, 300), [h("span.tag", geokg.KINDS[one.kind]),
        one.represents.length ? ["for ", entities(one.represents)] : null], one.kind),
      one.aliases.length ? h("p.aliases", "Also called ", one.aliases.map((alias, i) => [i ? ", " : "", text(geokg.short(alias, 120))])) : null,
      one.wikidata ? h("p.aliases", address(one.wikidata)) : null,
      links.length ? h("p", state.focus === one.id
        ? h("button", { type: "button", click: () => geokg.focus(null) }, "Show everything")
        : h("button", { type: "button", click: () => geokg.focus(one.id) }, "Show only the neighbourhood")) : null,
      lasting.length ? [h("h3", `Offices and lasting facts (${lasting.length})`),
        long("ul.facts", lasting, (s) => office(s, one.id))] : null,
      section("Timeline", events),
      section("Other claims", other),
      links.length ? [h("h3", `Links (${links.length})`), long("ul.facts", links, (link) => {
        const far = link.a === one.id ? link.b : link.a;
        return h("li", go(link.id, [...new Set(link.edges.map((edge) => edge.name))].join(", ")), " ", entity(far));
      })] : null,
      said.length ? h("details", h("summary", `What this source says (${said.length})`),
        long("div", said, (claim) => h("div.statement",
          go(claim.about, h("strong", { dir: "auto" }, geokg.headline(byId.get(claim.about)))),
          claimCard(claim.id)))) : null,
      all.length + said.length ? null : h("p.empty", "Nothing is told about this entity beyond its name."),
    ];
  }

  function welcome() {
    const { entities: known, documents } = geokg.data;
    const main = known.filter((one) => !one.lone).slice(0, 8);
    return [
      h("h2", { tabindex: "-1" }, "Details"),
      h("p.hint", "Pick an entity or a link in the network: here stands what is told about it, by whom, and in which sentence."),
      main.length ? [h("h3", "Most connected"), h("ul.facts", main.map((one) => h("li", entity(one.id), h("span.note", ` ${geokg.KINDS[one.kind]}`))))] : null,
      documents.length ? [h("h3", `Documents (${documents.length})`), long("ul.papers", documents, (paper) =>
        h("li", h("cite", { dir: "auto" }, paper.title || "Untitled"),
          h("span.note", [paper.publisher, paper.date].filter(Boolean).map((v, i) => [i ? " · " : "", text(v)]))))] : h("p.empty", "The graph holds no document."),
    ];
  }

  const history = [];
  function show() {
    const one = state.selected && byId.get(state.selected);
    const view = !one ? welcome() : one.edges ? linkView(one) : one.kind ? entityView(one) : statementView(one);
    panel.replaceChildren(...h("div",
      one ? h("div.bar",
        history.length ? h("button", { type: "button", click: back }, "← Back") : null,
        h("button.close", { type: "button", "aria-label": "Close details", click: () => geokg.select(null) }, "Close")) : null,
      ...view).childNodes);
    panel.classList.toggle("open", Boolean(one));
    panel.scrollTop = 0;
  }
  function back() {
    geokg.select(history.pop(), { keyboard: true, back: true });
  }

  Object.assign(geokg, { h, mark, text, badge, entity, entities, when, show, history, panel });
})(window.geokg);
