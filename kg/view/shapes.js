// A shape and a colour for each class: nobody has to tell classes by colour alone.
// Shapes are outlines within the unit circle, for the canvas and for the legend alike.
"use strict";
geokg.part((geokg) => {
  function regular(corners, turn, inner) {
    const points = [];
    const steps = inner ? 2 * corners : corners;
    for (let k = 0; k < steps; k += 1) {
      const angle = turn + (2 * Math.PI * k) / steps;
      const reach = inner && k % 2 ? inner : 1;
      points.push([reach * Math.cos(angle), reach * Math.sin(angle)]);
    }
    return points;
  }
  const UP = -Math.PI / 2;
  const cross = [[-0.35, -1], [0.35, -1], [0.35, -0.35], [1, -0.35], [1, 0.35], [0.35, 0.35],
    [0.35, 1], [-0.35, 1], [-0.35, 0.35], [-1, 0.35], [-1, -0.35], [-0.35, -0.35]];
  const turned = cross.map(([x, y]) => [(x - y) * 0.75, (x + y) * 0.75]);
  const SHAPES = {
    Person: regular(32, UP),
    State: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
    GovernmentBody: regular(5, UP),
    MilitaryForce: [[0, -1], [1, 0.8], [-1, 0.8]],
    ArmedGroup: [[-1, -0.8], [1, -0.8], [0, 1]],
    Organization: regular(6, 0),
    NewsMedia: regular(5, UP, 0.5),
    Place: regular(4, UP),
    Treaty: [[-0.7, -0.95], [0.3, -0.95], [0.75, -0.5], [0.75, 0.95], [-0.7, 0.95]],
    Conflict: turned,
    Office: [[-0.85, 0.9], [-0.85, -0.15], [0, -0.95], [0.85, -0.15], [0.85, 0.9]],
    Group: regular(32, UP),
  };
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
