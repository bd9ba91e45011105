// A shape and a colour for each class: nobody has to tell classes by colour alone.
// Shapes are outlines within the unit circle (`shapes.json`), for the canvas, the legend and
// the pictures that Python draws alike.
"use strict";
geokg.part((geokg) => {
  const SHAPES = JSON.parse(document.getElementById("shapes").textContent);
  const HOLLOW = new Set(["Group"]);

  // The style sheet owns the colours; `colours` is refilled when the scheme changes. A probe
  // says what a variable comes to in the scheme of the moment.
  const colours = {};
  function readColours() {
    const probe = document.createElement("span");
    document.body.append(probe);
    const names = [...Object.keys(SHAPES), "ground", "ink", "soft", "mark", "cooperation", "conflict", "neutral"];
    for (const name of names) {
      probe.style.color = `var(--${name})`;
      colours[name] = getComputedStyle(probe).color;
    }
    probe.remove();
  }
  readColours();

  const SCHEMES = ["", "light", "dark"];
  const isDark = () => (document.documentElement.style.colorScheme || (matchMedia("(prefers-color-scheme: dark)").matches
    ? "dark" : "light")) === "dark";
  // Light or dark by hand; without a choice the page follows the system.
  function setScheme(scheme) {
    document.documentElement.style.colorScheme = SCHEMES.includes(scheme) ? scheme : "";
    readColours();
  }

  Object.assign(geokg, { SHAPES, HOLLOW, colours, readColours, setScheme, isDark });
});
