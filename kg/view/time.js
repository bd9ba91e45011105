// The time slider: bars of what happened when, two handles for the window, and "Play", which
// moves the window step by step. Steps are months, or days where all lies close together.
"use strict";
geokg.part((geokg) => {
  const { h, state, button, events, day } = geokg;
  const holder = document.getElementById("time");
  const PACE = 900;
  const DAY = 86400000;

  const stamp = (iso) => Date.parse(`${iso}T00:00:00Z`);
  const iso = (ms) => new Date(ms).toISOString().slice(0, 10);
  const endOf = (step) => (step.length === 10 ? step : iso(Date.UTC(Number(step.slice(0, 4)), Number(step.slice(5)), 0)));
  const startOf = (step) => (step.length === 10 ? step : `${step}-01`);

  // The steps, without the few that lie far away: those before and after join the ends.
  function stepsOf(days) {
    if (!days.length) return [];
    const cut = Math.floor(days.length / 100);
    const near = days.slice(cut, days.length - cut);
    const far = (one, other) => stamp(other) - stamp(one) > 540 * DAY;
    for (let rest = Math.floor(days.length / 10); rest > 0 && near.length > 1; rest -= 1) {
      if (far(near[0], near[1])) near.shift();
      else if (far(near.at(-2), near.at(-1))) near.pop();
    }
    const [low, high] = [near[0], near.at(-1)];
    const steps = [];
    if (stamp(high) - stamp(low) <= 62 * DAY) {
      for (let at = stamp(low); at <= stamp(high); at += DAY) steps.push(iso(at));
      return steps;
    }
    for (let [year, month] = low.split("-").map(Number); ;) {
      const step = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
      steps.push(step);
      if (step >= high.slice(0, 7) || steps.length > 1200) return steps;
      month += 1;
      if (month > 12) { month = 1; year += 1; }
    }
  }
  const steps = stepsOf(events.map((event) => event.first).filter(Boolean).sort());
  const last = steps.length - 1;
  const stepOf = (date) => {
    if (!date) return -1;
    const at = steps.findIndex((step) => step >= date.slice(0, steps[0].length));
    return at < 0 ? last : at;
  };

  // A window from step to step as dates; a window over everything is none.
  function windowOf(low, high) {
    return { from: low <= 0 ? "" : startOf(steps[low]), to: high >= last ? "" : endOf(steps[high]) };
  }
  const window = (from, to) => ({ from: startOf(from), to: endOf(to) });
  function span() {
    if (!geokg.timed()) return "all time";
    const { from, to } = state;
    // Whole months are called by their names.
    const months = from.endsWith("-01") && (!to || to === endOf(to.slice(0, 7)));
    const name = (date) => day(months ? date.slice(0, 7) : date);
    if (from && to && name(from) === name(to)) return name(from);
    if (!from) return `until ${day(to === endOf(to.slice(0, 7)) ? to.slice(0, 7) : to)}`;
    return to ? `${name(from)} – ${name(to)}` : `since ${name(from)}`;
  }

  let timer = null;
  let parts = null;
  function stop() {
    clearInterval(timer);
    timer = null;
    if (parts) { parts.play.textContent = "▶ Play"; parts.play.setAttribute("aria-pressed", "false"); }
  }
  function edges() {
    return [state.from ? stepOf(state.from) : 0, state.to ? stepOf(state.to) : last];
  }
  function advance() {
    const [low, high] = edges();
    const wide = high - low;
    if (high >= last) return stop();
    return move(low + 1, Math.min(last, low + 1 + wide), false);
  }
  function play() {
    if (timer) return stop();
    parts.play.textContent = "❚❚ Pause";
    parts.play.setAttribute("aria-pressed", "true");
    const [low, high] = edges();
    timer = setInterval(advance, PACE);
    // From the whole, or from the end, the film begins with the first step.
    if (high >= last) move(0, Math.min(last - 1, low > 0 ? high - low : 0), true, true);
    return undefined;
  }
  // The first and the last step stand open: what lies before or after belongs to them.
  function move(low, high, step = true, force = false) {
    const patch = windowOf(low, high);
    if (force && !patch.to) patch.to = endOf(steps[high]);
    geokg.change(patch, { step });
  }

  function heights() {
    const counts = steps.map(() => 0);
    for (const event of events) if (event.first) counts[stepOf(event.first)] += 1;
    const top = Math.max(1, ...counts);
    return counts.map((count) => Math.sqrt(count / top));
  }

  function build() {
    if (steps.length < 2) {
      holder.hidden = true;
      return;
    }
    const bars = h("div.bars", { "aria-hidden": "true" }, heights().map((height) => {
      const bar = h("i");
      bar.style.height = `${Math.max(height * 100, height ? 8 : 0)}%`;
      return bar;
    }));
    const range = (label) => h("input", { type: "range", min: 0, max: last, step: 1, "aria-label": label });
    const low = range("First step of the time shown");
    const high = range("Last step of the time shown");
    const told = h("output");
    const drag = (moved) => () => {
      stop();
      let [a, b] = [Number(low.value), Number(high.value)];
      if (a > b) { if (moved === low) a = b; else b = a; }
      move(a, b);
    };
    // Dragging only tells; letting go filters. The arrow keys do both at once.
    low.addEventListener("change", drag(low));
    high.addEventListener("change", drag(high));
    const say = () => {
      const [a, b] = [Math.min(low.value, high.value), Math.max(low.value, high.value)];
      told.textContent = a === 0 && b === last ? "all time" : `${day(steps[a])} – ${day(steps[b])}`;
    };
    low.addEventListener("input", say);
    high.addEventListener("input", say);
    const start = button("button.play", play, { "aria-pressed": "false" }, "▶ Play");
    const all = button("button.link", () => { stop(); geokg.change({ from: "", to: "" }); }, "all time");
    holder.replaceChildren(
      start,
      h("div.track", bars, low, high, h("div.ticks", { "aria-hidden": "true" }, h("span", day(steps[0])), h("span", day(steps[last])))),
      h("div.told", told, all));
    parts = { low, high, told, all, play: start, bars: [...bars.children] };
  }
  function update() {
    if (!parts) return;
    const [low, high] = edges();
    parts.low.value = String(low);
    parts.high.value = String(high);
    for (const [input, at] of [[parts.low, low], [parts.high, high]]) input.setAttribute("aria-valuetext", day(steps[at]));
    parts.told.textContent = geokg.timed() ? span() : "all time";
    parts.all.hidden = !geokg.timed();
    parts.bars.forEach((bar, i) => bar.classList.toggle("out", i < low || i > high));
  }

  Object.assign(geokg, { buildTime: build, updateTime: update, window, span, stopPlay: stop, playing: () => timer !== null, steps });
});
