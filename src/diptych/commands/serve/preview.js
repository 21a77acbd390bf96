/* The page's side of the preview: shows every new build in its place, or what is wrong over it. */

import { Notice } from "./notice.js";

const script = document.querySelector("script[data-build]");
const deck = document.querySelector(".reveal");
/* The frames inside the speaker view; a browser opens only six connections to one server, so they
   are told by the page that they belong to. */
const isFrame = /[?&]receiver\b/.test(window.location.search);
const speaker = new BroadcastChannel("diptych-preview");
const notice = isFrame ? null : new Notice();

if (deck) {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/-/marks.css";
  document.head.append(style);
}

let shown = script.dataset.build;
/* The page as it was served, before reveal.js changed it. */
let source = deck && loaded().then(served);
let newest = null;
let turn = Promise.resolve();

function receive(message) {
  newest = message;
  turn = turn.then(() => show(message)).catch(reload);
}

async function show(message) {
  if (message !== newest) {
    return; /* a later one waits already */
  }
  if (message.build !== shown && !(await changed(message)) && !(await follow())) {
    return;
  }
  mark(message.marks);
  if (notice) {
    notice.show(message);
    painted().then(() => report(message.id));
  }
}

/* Change the slides that the news say have changed since what is shown; return whether that is
   all. A page that is thousands of slides is not fetched and compared for one of them. */
async function changed(message) {
  const page = decodeURIComponent(window.location.pathname.slice(1));
  if (!deck || message.since !== shown) {
    return false;
  }
  const fresh = Object.entries(message.changes[page] ?? {});
  const live = slides(document);
  await change(() => {
    for (const [i, html] of fresh) {
      live[i].innerHTML = html;
    }
  }, fresh.every(([i]) => live[i] === present()));
  shown = message.build;
  source = source.then((before) => amended(before, fresh));
  return true;
}

/* Return the page as it would be served now. */
function amended(page, fresh) {
  if (page) {
    const old = slides(page);
    for (const [i, html] of fresh) {
      old[i].innerHTML = html;
    }
    tag(page).build = shown;
  }
  return page;
}

/* Put the new build in the place of the one that is shown; return whether the page stays. */
async function follow() {
  if (!deck) {
    reload();
    return false;
  }
  const [before, after] = await Promise.all([source, served()]);
  if (after === undefined) {
    return false; /* the next connection begins with what is to be seen */
  }
  if (before && after && tag(before).build === shown && (await patch(before, after))) {
    shown = tag(after).build;
    source = after;
    return true;
  }
  reload(after);
  return false;
}

/* Return this page as it is now, null if it is gone, undefined if the server is. */
async function served() {
  const answer = await fetch(window.location.pathname, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) {
    return answer ? null : undefined;
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function tag(page) {
  return page.querySelector("script[data-build]").dataset;
}

function slides(page) {
  return Array.from(page.querySelectorAll(".reveal > .slides > section"));
}

/* ---------------------------------------------------------------------------- what does not fit */

function mark(marks) {
  for (const marked of document.querySelectorAll("[data-misfit], [data-misfit-text]")) {
    marked.removeAttribute("data-misfit");
    marked.removeAttribute("data-misfit-text");
  }
  const page = decodeURIComponent(window.location.pathname.slice(1));
  for (const { slide, shape, paragraph } of marks[page] ?? []) {
    const frame = document.getElementById(slide)?.querySelector(`[data-frame="${shape}"]`);
    frame?.setAttribute("data-misfit", "");
    for (const text of frame?.querySelectorAll("[data-p]") ?? []) {
      text.toggleAttribute("data-misfit-text", Number(text.dataset.p) >= paragraph);
    }
  }
}

/* ------------------------------------------------------------------------------ slide by slide */

/* Change the slides whose source has changed; return false if more than that has. */
async function patch(before, after) {
  const [old, fresh, live] = [before, after, document].map(slides);
  const isAlike = old.length === live.length && around(before) === around(after);
  if (!isAlike || tag(after).assets !== script.dataset.assets) {
    return false;
  }
  const changed = old.map((_, i) => i).filter((i) => old[i].outerHTML !== fresh[i].outerHTML);
  await change(() => {
    for (const i of changed) {
      live[i].classList.remove(...old[i].classList);
      live[i].classList.add(...fresh[i].classList);
      live[i].innerHTML = fresh[i].innerHTML;
    }
  });
  return true;
}

/* Change slides, and let reveal.js know; of the present one alone that takes less. */
async function change(how, isPresentAlone = false) {
  const place = reading() ? null : fragment();
  how();
  if (!place) {
    return;
  }
  for (const step of present().querySelectorAll(".fragment")) {
    /* At once, or it would fade in again. */
    step.classList.toggle("visible", Number(step.dataset.fragmentIndex) <= place[2]);
  }
  if (isPresentAlone) {
    ask("syncSlide", []);
    ask("syncFragments", []);
    ask("navigateFragment", [place[2]]); /* `slide` would visit every slide of the deck */
    await answered();
  } else {
    ask("slide", place);
    ask("sync", []);
    await happened(deck, "sync");
  }
  deck.dispatchEvent(new Event("resumed")); /* the speaker view asks for notes and place again */
}

/* Return the page without what is in its slides. */
function around(page) {
  const rest = page.documentElement.cloneNode(true);
  rest.querySelector("script[data-build]").remove();
  for (const slide of rest.querySelectorAll(".reveal > .slides > section")) {
    slide.removeAttribute("class");
    slide.replaceChildren();
  }
  return rest.outerHTML;
}

/* Use the API that reveal.js offers to other windows, which a template of the project's has too. */
function ask(method, args) {
  window.postMessage(JSON.stringify({ method, args }), window.location.origin);
}

/* Return once reveal.js has done what it was asked: messages are taken in their order. */
function answered() {
  const mark = "diptych: answered";
  return new Promise((done) => {
    window.addEventListener("message", function listen(event) {
      if (event.data === mark) {
        window.removeEventListener("message", listen);
        done();
      }
    });
    window.postMessage(mark, window.location.origin);
  });
}

/* ---------------------------------------------------------------------------------- the place */

/* On a narrow screen, and where there is no deck, reveal.js does not run. */
function reading() {
  return !deck || !deck.querySelector(".slides > .present");
}

function present() {
  const id = decodeURIComponent(window.location.hash.replace(/^#\/?/, "").split("/")[0]);
  return reading() ? document.getElementById(id) : deck.querySelector(".slides > .present");
}

/* Return column, row and fragment of the place, as reveal.js counts them. */
function fragment() {
  const steps = Array.from(present().querySelectorAll(".fragment.visible"));
  const last = Math.max(-1, ...steps.map((step) => Number(step.dataset.fragmentIndex)));
  return [slides(document).indexOf(present()), 0, last];
}

/* Load the page anew, at its place; if the slide is gone, the next one takes that. */
function reload(page) {
  const here = present();
  if (here) {
    const left = page instanceof Document ? slides(page) : [here];
    const same = left.find((slide) => slide.id === here.id);
    const next = left[Math.min(slides(document).indexOf(here), left.length - 1)];
    keepPlace(same ?? next, same && !reading() ? fragment()[2] : -1);
  }
  window.location.reload();
}

/* Write the address that reveal.js reads; its own writing of it may be a second late. */
function keepPlace(slide, step) {
  if (slide) {
    const end = step < 0 ? "" : `/${step}`;
    window.history.replaceState(null, "", `#/${encodeURIComponent(slide.id)}${end}`);
  }
}

/* -------------------------------------------------------------------------------- the server */

function happened(target, event) {
  return new Promise((done) => target.addEventListener(event, done, { once: true }));
}

async function loaded() {
  if (document.readyState !== "complete") {
    await happened(window, "load");
  }
}

/* Return once what is to be seen has been painted: the second frame follows the first's paint. */
async function painted() {
  await loaded();
  await document.fonts.ready;
  const pictures = Array.from(present()?.querySelectorAll("img") ?? []);
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
  await new Promise(window.requestAnimationFrame);
  await new Promise(window.requestAnimationFrame);
}

function report(id) {
  fetch("/-/shown", { method: "POST", body: id }).catch(() => {});
}

let events = null;

function connect() {
  if (events) {
    return;
  }
  events = new EventSource("/-/events");
  events.onopen = () => notice.online(true);
  events.onerror = () => notice.online(false);
  events.onmessage = (event) => {
    const message = JSON.parse(event.data);
    receive(message);
    speaker.postMessage(message);
  };
}

/* A page that nobody looks at for a minute gives its connection to others. */
let leaving = 0;

function onVisibility() {
  clearTimeout(leaving);
  if (!document.hidden) {
    connect();
  } else {
    leaving = setTimeout(() => {
      events?.close();
      events = null;
    }, 60000);
  }
}

if (isFrame) {
  speaker.onmessage = (event) => receive(event.data);
} else {
  document.addEventListener("visibilitychange", onVisibility);
  connect();
}
