/* Filters cards by what stands in their data, and copies ids. The address keeps what was asked. */
(function () {
  "use strict";
  var form = document.querySelector("form");
  var told = document.querySelector("output");
  var list = document.querySelector(".cards");
  var cards = Array.from(document.querySelectorAll(".card"));
  var names = ["tag", "layout", "talk", "language"];

  function matcher() {
    var words = form.elements.words.value.normalize("NFC").toLowerCase().split(/\s+/);
    var wanted = names.filter(function (name) {
      return form.elements[name] && form.elements[name].value;
    });
    return function (data) {
      return (
        words.every(function (word) { return data.words.includes(word); }) &&
        wanted.every(function (name) {
          return data[name].split("|").includes(form.elements[name].value);
        })
      );
    };
  }

  function filter() {
    var fits = matcher();
    var count = 0;
    /* Chromium puts away cards that it has not laid out one by one, and looks at all others each
       time: seconds, with thousands. With the list away already, there is nothing to look at. */
    list.hidden = true;
    list.getBoundingClientRect();
    cards.forEach(function (card) {
      card.hidden = !fits(card.dataset);
      count += card.hidden ? 0 : 1;
    });
    list.hidden = false;
    told.textContent =
      (count === cards.length ? "" : count + " of ") +
      (cards.length === 1 ? "1 slide" : cards.length + " slides");
  }

  function keep() {
    var asked = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (value) { asked.set(name, value); }
    });
    window.history.replaceState(null, "", "#" + asked);
  }

  function recall() {
    form.reset();
    new URLSearchParams(window.location.hash.slice(1)).forEach(function (value, name) {
      if (name === "words" || (names.includes(name) && form.elements[name])) {
        form.elements[name].value = value;
      }
    });
    filter();
  }

  function copy(button) {
    function done() { told.textContent = "copied " + button.dataset.id; }
    /* Where the clipboard is closed, the id is at least selected. */
    function instead() {
      var range = document.createRange();
      range.selectNodeContents(button);
      window.getSelection().removeAllRanges();
      window.getSelection().addRange(range);
      if (document.execCommand("copy")) { done(); }
    }
    if (navigator.clipboard) {
      navigator.clipboard.writeText(button.dataset.id).then(done, instead);
    } else {
      instead();
    }
  }

  form.hidden = false;
  form.addEventListener("input", function () { filter(); keep(); });
  form.addEventListener("reset", function (event) {
    if (event.isTrusted) { window.setTimeout(function () { filter(); keep(); }); }
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  list.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-id]");
    if (button) { copy(button); }
  });
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest("input, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      form.elements.words.focus();
    }
  });
  window.addEventListener("hashchange", recall);
  recall();
})();
