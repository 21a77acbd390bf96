/* For a page in one file. It is also opened where no page of a web server is: from a mail, in a frame
   without an origin, by a phone's file manager. It does without what such a place refuses. */
(function () {
  "use strict";

  /* In a frame made from a text, addresses are relative to the page around it, so say which is meant. */
  ["pushState", "replaceState"].forEach(function (name) {
    var change = window.history[name];
    window.history[name] = function (state, title, url) {
      var here = window.location.href.split("#")[0];
      try {
        change.call(window.history, state, title, /^#/.test(url) ? here + url : url);
      } catch (error) {
        /* The address then does not name the slide; all else works. */
      }
    };
  });

  /* A link within the deck would lead to that page, or is taken for one to another file, and refused.
     It is followed after deck.js has noted where it starts. */
  function follow(event) {
    var link = event.target.closest("a[href^='#']");
    var isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link && isPlain && !document.querySelector(".reveal.overview")) {
      event.preventDefault();
      setTimeout(function () {
        window.history.pushState(null, "", link.getAttribute("href"));
        window.dispatchEvent(new HashChangeEvent("hashchange"));
      });
    }
  }

  function say(words) {
    var line = document.createElement("p");
    line.setAttribute("role", "status");
    line.style.cssText =
      "position:fixed;z-index:50;inset:auto 0 24px;width:fit-content;max-width:80%;margin:0 auto;" +
      "padding:10px 16px;border-radius:8px;background:#16181d;color:#fff;font:16px/1.4 sans-serif";
    line.textContent = words;
    document.body.append(line);
    setTimeout(function () {
      line.remove();
    }, 6000);
  }

  /* The speaker view is a window of its own, in which frames show this file twice. */
  function openSpeakerView() {
    try {
      window.Reveal.getPlugin("notes").open();
    } catch (error) {
      say("The speaker view needs a window of its own: open this file in a browser.");
    }
  }

  document.addEventListener("click", follow, true);
  window.Reveal.on("ready", function () {
    window.Reveal.addKeyBinding(
      { keyCode: 83, key: "S", description: "Speaker notes view" },
      openSpeakerView
    );
  });
})();
