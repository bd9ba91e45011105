// An input with suggestions below it, as the ARIA pattern "combobox" wants it: arrow keys walk
// the list, Enter takes the marked entry (or the first), Escape empties the input.
"use strict";
geokg.part((geokg) => {
  const { h } = geokg;
  let lists = 0;

  // `find(text)` gives entries, `make(entry)` their content, `choose(entry)` takes one.
  function combobox(input, { find, make, choose, label, empty }) {
    const id = `list-${(lists += 1)}`;
    const list = h("ul.matches", { id, role: "listbox", "aria-label": label, hidden: true });
    input.after(list);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": id,
      "aria-autocomplete": "list", autocomplete: "off" })) input.setAttribute(key, value);
    let active = -1;
    let entries = [];

    function open(on) {
      list.hidden = !on;
      input.setAttribute("aria-expanded", String(on));
      input.removeAttribute("aria-activedescendant");
    }
    function suggest() {
      entries = find(input.value);
      active = -1;
      const options = entries.map((entry, i) => h("li", { role: "option", id: `${id}-${i}`, "aria-selected": "false",
        pointerdown: (event) => { event.preventDefault(); take(entry); } }, make(entry)));
      if (!entries.length && input.value.trim()) {
        options.push(h("li.empty", { role: "option", "aria-disabled": "true" }, empty));
      }
      list.replaceChildren(...options);
      open(options.length > 0);
    }
    function take(entry) {
      input.value = "";
      open(false);
      choose(entry);
    }
    input.addEventListener("input", suggest);
    input.addEventListener("focus", () => { if (input.value.trim()) suggest(); });
    input.addEventListener("blur", () => open(false));
    input.addEventListener("keydown", (event) => {
      const options = [...list.querySelectorAll("[aria-selected]")];
      if (event.key === "Escape") { input.value = ""; open(false); event.stopPropagation(); }
      if (event.key === "Enter" && !list.hidden && entries.length) {
        event.preventDefault();
        take(entries[Math.max(0, active)]);
      }
      if ((event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      if (list.hidden) suggest();
      if (!options.length) return;
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    });
    return { clear: () => { input.value = ""; open(false); } };
  }

  const entry = ({ entity, alias }) => [geokg.mark(entity.kind), geokg.text(geokg.short(entity.label, 60)),
    alias ? h("span.note", " also ", geokg.text(geokg.short(alias, 40))) : null,
    h("span.note", ` ${geokg.KINDS[entity.kind]}`)];
  // A combobox over the names of entities.
  const pickEntity = (input, choose, { label = "Matching entities", fits } = {}) => combobox(input, {
    find: (text) => geokg.search(text, 8, fits), make: entry, choose: ({ entity }) => choose(entity.id),
    label, empty: "No entity has this name.",
  });

  Object.assign(geokg, { combobox, pickEntity });
});
