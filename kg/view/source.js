// Where the data comes from: the one function that a page on a live store would replace, by
// one that fetches the same object. Scripts that need the data wait for it in `geokg.part`.
"use strict";
window.geokg = (function () {
  const parts = [];

  // Read what `kg/view/pack.py` writes: columns instead of records.
  function unpack({ size, columns }) {
    const records = Array.from({ length: size }, () => ({}));
    for (const [name, column] of Object.entries(columns)) {
      const read = reader(column);
      for (let i = 0; i < size; i += 1) records[i][name] = read(i);
    }
    return records;
  }

  function reader(column) {
    if (Array.isArray(column)) return (i) => column[i];
    if ("count" in column) return (i) => column.count + i;
    if ("same" in column) return () => column.same;
    if ("of" in column) return (i) => column.of[column.at[i]];
    const rows = unpack(column.rows);
    let next = 0;
    return (i) => rows.slice(next, (next += column.per[i]));
  }

  async function source() {
    const packed = JSON.parse(document.getElementById("data").textContent);
    return Object.fromEntries(Object.entries(packed).map(([name, list]) => [name, unpack(list)]));
  }

  // Add a part of the page: it runs when the data is there, in the order of the files.
  const part = (run) => parts.push(run);

  async function start() {
    try {
      geokg.data = await geokg.source();
      for (const run of parts) run(geokg);
      geokg.ready = true;
    } catch (error) {
      const told = document.createElement("p");
      told.className = "noscript";
      told.textContent = `The page cannot be shown: ${error.message}`;
      document.body.append(told);
      throw error;
    }
  }

  const geokg = { source, part, start, ready: false };
  return geokg;
})();
