// The keyboard, and the help that tells of it.
"use strict";
geokg.part((geokg) => {
  const { state, byId, h, button } = geokg;
  const by = (id) => document.getElementById(id);
  const canvas = by("canvas");
  const help = by("help-box");

  const KEYS = [
    ["/", "search"], ["← ↑ → ↓", "go from entity to entity in the network"], ["Enter", "read the details"],
    ["F", "show the neighbourhood of what is selected"], ["+  −", "zoom"], ["0", "show the whole network"],
    ["Esc", "clear the selection"], ["Ctrl Z", "undo"], ["Alt 1 … 5", "network, events, timeline, states, map"], ["?", "this help"],
  ];
  help.append(
    h("h2", { id: "help-title" }, "Reading aid"),
    h("p", "Every line is what documents say. Click it to read the sentences, who says so and who denies it."),
    h("ul.reading",
      h("li", geokg.stroke("solid", "cooperation"), " blue: cooperation"), h("li", geokg.stroke("solid", "conflict"), " orange: conflict"),
      h("li", geokg.stroke("solid", "neutral"), " solid: reported as fact, nobody denies it"),
      h("li", geokg.stroke("dashed", "neutral"), " dashed: alleged, or contested"),
      h("li", geokg.stroke("dotted", "neutral"), " dotted: a lasting fact, such as an office")),
    h("p", "What is only denied, planned or feared is no line: find it in the panel of an entity and in the events."),
    h("h3", "Keys"),
    h("dl.keys", KEYS.map(([key, what]) => [h("dt", h("kbd", key)), h("dd", what)])),
    button("button", () => help.close(), "Close"));
  const openHelp = () => help.showModal();
  by("help").addEventListener("click", openHelp);

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const ON_CANVAS = {
    "+": () => geokg.zoom(1.25), "=": () => geokg.zoom(1.25), "-": () => geokg.zoom(0.8),
    0: () => geokg.fit(), Escape: () => geokg.select(null),
    f: () => { if (byId.get(state.selected)?.kind) geokg.focus(state.selected); },
    Enter: () => geokg.panel.querySelector("h2").focus(),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const here = state.selected && geokg.shown().entities.has(state.selected) ? state.selected : null;
      const next = here ? geokg.neighbour(here, ...arrow) : [...geokg.shown().entities][0];
      if (next) geokg.select(next);
    } else if (ON_CANVAS[event.key]) ON_CANVAS[event.key]();
    else return;
    event.preventDefault();
  });
  const typing = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox" && target.type !== "range";
  document.addEventListener("keydown", (event) => {
    if (typing(event.target)) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey) {
      event.preventDefault();
      geokg.undo();
    } else if (event.altKey && /^[1-5]$/.test(event.key)) {
      event.preventDefault();
      geokg.open(geokg.VIEWS[Number(event.key) - 1]);
    } else if (event.key === "/") {
      event.preventDefault();
      by("query").focus();
    } else if (event.key === "?" && !help.open) openHelp();
    else if (event.key === "Escape" && event.target.closest("#panel")) { geokg.select(null); canvas.focus(); }
  });
});
