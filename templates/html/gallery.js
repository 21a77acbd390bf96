(function () {
  "use strict";
  var form = document.querySelector("form");
  var told = document.querySelector("output");
  var cards = Array.prototype.slice.call(document.querySelectorAll(".card"));

  function shows(card) {
    var words = form.elements.words.value.toLowerCase().normalize("NFC").split(/\s+/);
    var said = card.dataset.words;
    return (
      words.every(function (word) { return said.indexOf(word) >= 0; }) &&
      ["tag", "layout", "talk", "language"].every(function (name) {
        var field = form.elements[name];
        var wanted = field ? field.value : "";
        return !wanted || card.dataset[name].split("|").indexOf(wanted) >= 0;
      })
    );
  }

  function filter() {
    var count = 0;
    cards.forEach(function (card) {
      card.hidden = !shows(card);
      count += card.hidden ? 0 : 1;
    });
    told.textContent = count === 1 ? "1 slide" : count + " slides";
  }

  function copy(button) {
    var id = button.dataset.id;
    function done() { told.textContent = "copied " + id; }
    if (navigator.clipboard) {
      navigator.clipboard.writeText(id).then(done, function () { select(button); });
    } else {
      select(button);
    }
  }

  function select(button) {
    var range = document.createRange();
    range.selectNodeContents(button);
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.querySelector("main").addEventListener("click", function (event) {
    var button = event.target.closest("button[data-id]");
    if (button) { copy(button); }
  });
  filter();
})();
