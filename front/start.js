// Starts the components of govuk-frontend, and "Hide this screen". Every page works without it.
import { Radios, initAll } from "./govuk-frontend.min.js";

// A radio button may not carry aria-expanded, so we take it off again; aria-controls stays.
const reveal = Radios.prototype.syncConditionalRevealWithInputState;
Radios.prototype.syncConditionalRevealWithInputState = function (input) {
  reveal.call(this, input);
  input.removeAttribute("aria-expanded");
};

initAll();

// What htmx brings in later has its components started as well.
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) {
    initAll({ scope: event.detail.elt });
  }
});

// With a script the page is replaced, so that "back" does not show it again.
for (const link of document.querySelectorAll("a[data-hide]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.documentElement.hidden = true;
    window.location.replace(link.href);
  });
}
