// Makes elements. Every text of the graph enters the page through `textContent` or a text
// node, and nothing else: no markup in an article can become more than letters.
"use strict";
geokg.part((geokg) => {
  const { byId } = geokg;
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
        if (typeof value === "function") element.addEventListener(key, value);
        else if (value !== false && value !== null) element.setAttribute(key, value === true ? "" : value);
      }
    }
    return element;
  }
  function svg(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }
  const button = (name, click, ...parts) => h(name, { type: "button", click }, ...parts);
  // Text out of an article may run in either direction: it is kept apart from its surroundings.
  const text = (value) => h("bdi", value);

  function mark(kind) {
    const points = geokg.SHAPES[kind].map((p) => p.map((n) => n.toFixed(3)).join(",")).join(" ");
    return svg("svg", {
      viewBox: "-1.25 -1.25 2.5 2.5", "aria-hidden": "true",
      class: geokg.HOLLOW.has(kind) ? "mark hollow" : "mark",
    }, svg("polygon", { points, class: `kind-${kind}` }));
  }
  const stroke = (kind, tone, width = 2.6) => svg("svg", {
    viewBox: "0 0 34 10", class: `line line-${kind} tone-${tone}`, "aria-hidden": "true", "stroke-width": width,
  }, svg("line", { x1: 1, x2: 33, y1: 5, y2: 5 }));

  const badge = (status) => h(`span.badge.status-${status}`, { title: geokg.STATUSES[status] || "" }, status);
  const go = (id, ...parts) => button("button.link", () => geokg.select(id, { keyboard: true }), ...parts);
  const entity = (id) => go(id, mark(byId.get(id).kind), text(geokg.short(byId.get(id).label, 80)));
  const entities = (ids) => h("span.list", ids.map(entity));

  // A long list begins with its first entries; a button brings more of them.
  const FEW = 40;
  function long(name, items, make, few = FEW) {
    const list = h(name, items.slice(0, few).map(make));
    let shown = few;
    if (items.length <= shown) return list;
    const more = button("button.more", () => {
      list.append(...items.slice(shown, shown + 5 * FEW).map(make));
      shown += 5 * FEW;
      if (shown >= items.length) more.remove();
      else more.textContent = `Show ${geokg.number(items.length - shown)} more`;
    }, `Show ${geokg.number(items.length - shown)} more`);
    return [list, more];
  }

  // Only web addresses become links: a "javascript:" address from a file must stay text.
  function address(value) {
    if (!/^https?:\/\//i.test(value)) return text(value);
    return h("a", { href: value, target: "_blank", rel: "noopener noreferrer" }, text(value));
  }

  // One stop for the Tab key in a group of buttons; the arrow keys go on from there.
  function roving(group, selector, columns = () => 1) {
    const items = () => [...group.querySelectorAll(selector)];
    const all = items();
    all.forEach((item, i) => { item.tabIndex = i ? -1 : 0; });
    group.addEventListener("keydown", (event) => {
      const list = items();
      const here = list.indexOf(document.activeElement);
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns(), ArrowUp: -columns() }[event.key];
      if (here < 0 || !step) return;
      event.preventDefault();
      const next = list[Math.min(list.length - 1, Math.max(0, here + step))];
      list[here].tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  }

  Object.assign(geokg, { h, svg, button, text, mark, stroke, badge, go, entity, entities, long, address, roving });
});
