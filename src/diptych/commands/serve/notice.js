/* What is wrong, over the slides: all of it in a dialogue, or its count in a corner. */

export class Notice {
  constructor() {
    const host = document.createElement("diptych-preview");
    const root = host.attachShadow({ mode: "open" });
    const style = element("link", "", "");
    style.rel = "stylesheet";
    style.href = "/-/preview.css";

    this.badge = element("button", "badge", "");
    this.badge.type = "button";
    this.badge.hidden = true;
    this.badge.addEventListener("click", () => this.open());

    this.title = element("h1", "", "");
    this.title.id = "title";
    this.what = element("p", "what", "");
    this.what.id = "what";
    this.list = element("ol", "", "");
    const close = element("button", "close", "Hide");
    close.type = "button";
    close.append(element("kbd", "", "Esc"));
    close.addEventListener("click", () => this.dialog.close());

    this.dialog = element("dialog", "", "");
    this.dialog.setAttribute("aria-labelledby", "title");
    this.dialog.setAttribute("aria-describedby", "what");
    const words = element("div", "words", "");
    words.append(this.title, this.what);
    const head = element("header", "", "");
    head.append(words, close);
    const body = element("div", "body", "");
    body.tabIndex = 0; /* so that the arrow keys scroll it */
    body.append(this.list);
    this.dialog.append(head, body);

    root.append(style, this.badge, this.dialog);
    document.body.append(host);
    this.message = { kind: "reload", problems: [] };
    this.isOnline = true;
    window.addEventListener("keydown", (event) => this.keep(event), true);
  }

  /* While the dialogue is open its keys are not the deck's; beside slides that are to be looked at,
     only the one that closes it. */
  keep(event) {
    if (!this.dialog.open) {
      return;
    }
    if (this.dialog.matches(":modal")) {
      event.stopImmediatePropagation();
    } else if (event.key === "Escape") {
      event.stopImmediatePropagation();
      this.dialog.close();
    }
  }

  show(message) {
    this.message = message;
    this.title.textContent = count(message.problems);
    this.list.replaceChildren(...message.problems.map(problem));
    this.dialog.close();
    if (message.kind !== "reload") {
      this.open();
    }
    this.mark();
  }

  online(isOnline) {
    this.isOnline = isOnline;
    this.mark();
  }

  mark() {
    const words = count(this.message.problems);
    this.badge.textContent = this.isOnline ? words : "diptych serve has ended";
    this.badge.className = `badge ${this.isOnline ? this.message.kind : "offline"}`;
    this.badge.disabled = !words;
    this.badge.hidden = !this.badge.textContent;
  }

  open() {
    const { kind } = this.message;
    this.dialog.className = kind;
    this.dialog.setAttribute("role", kind === "errors" ? "alertdialog" : "dialog");
    this.what.textContent = {
      errors: "The slides stay as they last were in order; this goes away when all is mended.",
      misfits: "The slides are shown as they are; what does not fit is marked.",
      reload: "The slides are up to date."
    }[kind];
    if (this.dialog.open) {
      return;
    }
    if (kind === "misfits") {
      this.dialog.show();
      this.dialog.getRootNode().activeElement?.blur(); /* the keys are the deck's */
    } else {
      this.dialog.showModal();
    }
  }
}

function element(name, style, text) {
  const made = document.createElement(name);
  made.className = style;
  made.textContent = text;
  return made;
}

function count(problems) {
  const errors = problems.filter((one) => one.severity === "error").length;
  const warnings = problems.length - errors;
  return [
    [errors, "error"],
    [warnings, "warning"]
  ]
    .filter(([number]) => number)
    .map(([number, word]) => `${number} ${word}${number === 1 ? "" : "s"}`)
    .join(", ");
}

function problem(found) {
  const item = element("li", found.severity, "");
  const place = element("p", "place", "");
  place.append(element("span", "label", found.severity));
  if (found.file) {
    place.append(element("span", "file", `${found.file}:${found.line}:${found.column}`));
  }
  if (found.code) {
    place.append(element("span", "code", found.code));
  }
  item.append(place, prose("message", found.message));
  if (found.source !== undefined) {
    item.append(excerpt(found));
  }
  if (found.hint) {
    item.append(prose("hint", found.hint));
  }
  return item;
}

/* What stands between backticks is shown as code. */
function prose(style, text) {
  const row = element("p", style, "");
  const parts = text.split("`");
  const isPaired = parts.length % 2 === 1;
  row.append(...(isPaired ? parts.map((part, i) => (i % 2 ? element("code", "", part) : part)) : [text]));
  return row;
}

/* Columns count characters as Python does, that is code points. */
function excerpt(found) {
  const line = Array.from(found.source);
  const start = found.column - 1;
  const end = start + found.length;
  const row = element("pre", "", "");
  row.append(
    element("span", "number", String(found.line)),
    line.slice(0, start).join(""),
    element("mark", "", line.slice(start, end).join("") || " "),
    line.slice(end).join("")
  );
  return row;
}
