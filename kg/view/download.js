// What is shown, to take along: a picture, a table, the graph. Files are made in the page.
"use strict";
geokg.part((geokg) => {
  const { byId, state, spaces, h, button, colours } = geokg;

  function give(name, blob) {
    const url = URL.createObjectURL(blob);
    const link = h("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  // ---------------------------------------------------------------------------------- picture
  function picture() {
    const source = document.querySelector("#canvas canvas");
    const canvas = document.createElement("canvas");
    const ratio = source.width / source.clientWidth || 1;
    const foot = 34 * ratio;
    canvas.width = source.width;
    canvas.height = source.height + foot;
    const ctx = canvas.getContext("2d");
    ctx.fillStyle = colours.ground;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(source, 0, 0);
    ctx.font = `${12 * ratio}px system-ui, sans-serif`;
    ctx.textBaseline = "middle";
    let x = 12 * ratio;
    const y = source.height + foot / 2;
    for (const [tone, word] of [["cooperation", "cooperation"], ["conflict", "conflict"], ["neutral", "lasting or neither"]]) {
      ctx.fillStyle = colours[tone];
      ctx.fillRect(x, y - 1.5 * ratio, 22 * ratio, 3 * ratio);
      ctx.fillText(word, x + 28 * ratio, y);
      x += 40 * ratio + ctx.measureText(word).width;
    }
    ctx.fillStyle = colours.soft;
    ctx.fillText(`solid: reported · dashed: alleged or contested · dotted: lasting · ${geokg.span()}`, x, y);
    return canvas;
  }
  const png = () => new Promise((done) => { picture().toBlob(done, "image/png"); });

  // ------------------------------------------------------------------------------------ table
  // A cell that a spreadsheet would run as a formula gets an apostrophe before it.
  function csv(rows) {
    const cell = (value) => {
      const text = String(value);
      const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
      return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  }
  const labels = (ids) => ids.map((id) => geokg.label(id)).join("; ");
  const firstQuote = (statement) => {
    const claim = byId.get(statement.claims[0]);
    return claim ? byId.get(claim.quote).text : "";
  };
  function rows() {
    if (state.view === "events") {
      return [["date", "told", "event", "who", "whom", "where", "object", "status", "sources", "claims", "sentence"],
        ...geokg.listed().map((s) => [s.date, s.told, s.type, labels(s.actors), labels(s.recipients), labels(s.places),
          s.what || labels(s.objects), s.status, s.sources, s.claims.length, firstQuote(s)])];
    }
    if (state.view === "timeline") {
      return [["month", ...geokg.QUADS.map(({ label }) => label), "total"],
        ...geokg.months().map(({ month, quads, total }) => [month, ...geokg.QUADS.map(({ quad }) => quads.get(quad) || 0), total])];
    }
    if (state.view === "matrix" || state.view === "map") {
      return [["state", "other state", "cooperation", "conflict"],
        ...[...geokg.dyads().cells.values()].map(({ a, b, cooperation, conflict }) => [geokg.label(a), geokg.label(b), cooperation, conflict])];
    }
    return [["from", "class", "edge", "to", "class", "drawn as", "symmetric", "claims"],
      ...geokg.shown().links.flatMap(({ link, edges }) => edges.map(({ edge, count }) => [
        geokg.label(edge.from), byId.get(edge.from).kind, edge.edge, geokg.label(edge.to), byId.get(edge.to).kind,
        `${edge.alleged ? "alleged" : "reported"}, ${link.tone}`, edge.both ? "yes" : "no", count]))];
  }

  // ------------------------------------------------------------------------------------ graph
  const PREFIXES = {
    gk: "https://w3id.org/geokg/ontology#", rel: "https://w3id.org/geokg/rel/", alleged: "https://w3id.org/geokg/alleged/",
    rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#",
    skos: "http://www.w3.org/2004/02/skos/core#", schema: "https://schema.org/", oa: "http://www.w3.org/ns/oa#",
    xsd: "http://www.w3.org/2001/XMLSchema#",
  };
  const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const unicode = (letter) => `\\u${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  // eslint-disable-next-line no-control-regex
  const quoted = (text) => `"${text.replace(/[\\"\u0000-\u001f\u007f]/g, (letter) => ESCAPES[letter] || unicode(letter))}"`;
  // eslint-disable-next-line no-control-regex
  const iri = (text) => `<${text.replace(/[\u0000-\u0020<>"{}|^`\\]/g, unicode)}>`;
  const of = (id) => iri({ n: spaces.e, v: spaces.ev, c: spaces.cl, d: spaces.doc }[id[0]] + byId.get(id).key);
  const DATE = { 10: "date", 7: "gYearMonth", 4: "gYear" };

  // The contract's own triples of all that is shown: a part of the graph that it came from.
  function turtle() {
    const lines = new Set();
    const entities = new Set();
    const add = (subject, predicate, object) => lines.add(`${subject} ${predicate} ${object} .`);
    const name = (id) => { entities.add(id); return of(id); };
    const statements = new Set();
    if (state.view === "network") {
      for (const id of geokg.shown().entities) entities.add(id);
      for (const { edges } of geokg.shown().links) {
        for (const { edge } of edges) {
          const space = edge.alleged ? "alleged" : "rel";
          add(of(edge.from), `${space}:${edge.edge}`, of(edge.to));
          if (edge.both) add(of(edge.to), `${space}:${edge.edge}`, of(edge.from));
          for (const id of edge.statements) if (geokg.passing().statements.has(id)) statements.add(byId.get(id));
        }
      }
    } else for (const event of state.view === "events" ? geokg.listed() : geokg.shownEvents()) statements.add(event);
    for (const statement of statements) if (statement.lasting) lastingFact(statement, add, name); else event(statement, add, name);
    for (const id of entities) entity(byId.get(id), add);
    const head = Object.entries(PREFIXES).map(([key, value]) => `@prefix ${key}: <${value}> .`);
    return `${head.join("\n")}\n\n${[...lines].sort().join("\n")}\n`;
  }
  function entity(one, add) {
    add(of(one.id), "a", `gk:${one.kind}`);
    add(of(one.id), "rdfs:label", quoted(one.label));
    for (const alias of one.aliases) add(of(one.id), "skos:altLabel", quoted(alias));
    if (one.wikidata) add(of(one.id), "skos:exactMatch", iri(one.wikidata));
    for (const other of one.represents) add(of(one.id), "gk:represents", of(other));
  }
  function event(one, add, name) {
    add(of(one.id), "a", `gk:${one.class}`);
    if (one.status) add(of(one.id), "gk:status", `gk:${one.status}`);
    for (const [role, ids] of [["actor", one.actors], ["recipient", one.recipients], ["place", one.places], ["object", one.objects]]) {
      for (const id of ids) add(of(one.id), `gk:${role}`, name(id));
    }
    if (one.date && DATE[one.date.length]) add(of(one.id), "gk:date", `"${one.date}"^^xsd:${DATE[one.date.length]}`);
    for (const id of one.claims) {
      add(of(id), "gk:about", of(one.id));
      claim(byId.get(id), add, name);
    }
  }
  function lastingFact(one, add, name) {
    for (const id of one.claims) {
      add(of(id), "rdf:subject", name(one.actors[0]));
      add(of(id), "rdf:predicate", `rel:${one.edge}`);
      add(of(id), "rdf:object", name(one.recipients[0]));
      claim(byId.get(id), add, name);
    }
  }
  function claim(one, add, name) {
    const me = of(one.id);
    for (const id of one.sources) add(me, "gk:assertedBy", name(id));
    for (const id of one.via) add(me, "gk:viaSource", name(id));
    for (const field of ["polarity", "certainty", "tense"]) if (one[field]) add(me, `gk:${field}`, `gk:${one[field]}`);
    if (!one.document) return;
    const quote = byId.get(one.quote);
    const span = iri(`${spaces.doc}${byId.get(one.document).key}#char=${quote.start},${quote.end}`);
    add(me, "gk:evidence", span);
    add(span, "oa:hasSource", of(one.document));
    add(span, "oa:exact", quoted(quote.text));
    add(of(one.document), "a", "schema:NewsArticle");
  }

  // ------------------------------------------------------------------------------------- menu
  const text = (value, type) => new Blob([value], { type: `${type};charset=utf-8` });
  const saves = {
    png: async () => give("network.png", await png()),
    csv: () => give(`${state.view}.csv`, text(`\ufeff${csv(rows())}`, "text/csv")),
    turtle: () => give(`${state.view}.ttl`, text(turtle(), "text/turtle")),
    link: async () => {
      try { await navigator.clipboard.writeText(location.href); geokg.say("The link is copied."); } catch {
        geokg.say("Copy the link from the address line."); }
    },
  };
  const menu = document.getElementById("save-menu");
  const opener = document.getElementById("save");
  function open(on) {
    menu.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    if (on) menu.querySelector("button").focus();
  }
  const item = (key, ...words) => button("button", () => { open(false); opener.focus(); saves[key](); }, { "data-save": key }, ...words);
  menu.append(
    item("png", "Picture of the network", h("small", "PNG")),
    item("csv", "Table of what is shown", h("small", "CSV")),
    item("turtle", "Graph of what is shown", h("small", "Turtle")),
    item("link", "Link to this view", h("small", "copy")));
  opener.addEventListener("click", () => open(menu.hidden));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { open(false); opener.focus(); }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.hidden && !event.target.closest(".menu")) open(false);
  });

  Object.assign(geokg, { turtle, csv: () => csv(rows()), picture });
});
