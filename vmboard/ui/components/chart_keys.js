// @ts-check
// A chart by keyboard: the arrow keys go from week to week, say the point in words and mark it on the chart.

const INK = "light-dark(#14212E, #EAF1F7)", PANEL = "light-dark(#FFFFFF, #15212C)";

/** @param {any} component of the page's own library: its data, and the element to draw in */
export default function (component) {
  const root = component.parentElement, stop = root.querySelector(".stop"), words = root.querySelector(".words");
  const own = root.__keys || (root.__keys = {});
  const {told, values} = component.data, last = told.length - 1;
  const place = () => Math.min(own.place ?? last, last);
  own.draw = () => {
    const chart = chartHere();
    clear();
    if (!own.focused || !chart?._fullLayout) return;
    markOn(chart, place(), values[place()]);
    if (own.chart !== chart) { own.chart = chart; chart.on("plotly_afterplot", () => own.draw()); }
  };
  const tell = () => { words.textContent = told[place()]; own.draw(); };
  stop.onfocus = () => { own.focused = true; tell(); };
  stop.onblur = () => { own.focused = false; words.textContent = ""; clear(); };
  stop.onkeydown = event => {
    const to = {ArrowLeft: place() - 1, ArrowRight: place() + 1, Home: 0, End: last}[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    own.place = Math.max(0, Math.min(to, last));
    tell();
  };
  if (own.focused) tell();
  return clear;
}

/** @returns {any} the chart's element, which its library has given more to */
function chartHere() { return document.querySelector(".st-key-plot .js-plotly-plot"); }

function clear() { document.querySelectorAll(".vm-here").forEach(mark => mark.remove()); }

// A line at this week, and a ring round its point where it has one.
function markOn(chart, week, value) {
  const {_size: {l, t, w, h}, xaxis: {range: [left, right]}, yaxis: {range: [low, high]}} = chart._fullLayout;
  const mark = document.createElement("div"), x = l + w * (week - left) / (right - left);
  mark.className = "vm-here";
  mark.dataset.week = week;
  mark.style.cssText = `position: absolute; pointer-events: none; left: ${x - 1}px; top: ${t}px; height: ${h}px;
    width: 0; border-left: 2px solid ${INK}; opacity: .9`;
  if (value !== null) {
    const ring = mark.appendChild(document.createElement("div")), y = h * (high - value) / (high - low);
    ring.style.cssText = `position: absolute; box-sizing: border-box; left: -12px; top: ${y - 11}px;
      width: 22px; height: 22px; border: 3px solid ${INK}; border-radius: 50%;
      box-shadow: 0 0 0 2px ${PANEL}, inset 0 0 0 2px ${PANEL}`;
  }
  chart.querySelector(".svg-container").append(mark);
}
