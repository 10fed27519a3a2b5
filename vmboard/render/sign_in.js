// @ts-check
// The PIN on large digits, for a screen without a keyboard, and secrets that are shown while they are typed. The form
// works without this.
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");
  var now = /** @type {HTMLFormElement} */ (document.querySelector("form.now"));
  if (now) { now.submit(); return; }
  var own = document.body.getAttribute("data-words");  // of another language
  var words = own ? JSON.parse(own) : { show: "Show what I type", hide: "Hide what I type" };
  document.querySelectorAll("input[type=password]").forEach(function (/** @type {any} */ secret) {
    var eye = document.createElement("button");
    eye.type = "button";
    eye.className = "eye";
    function show(/** @type {boolean} */ shown) {
      secret.type = shown ? "text" : "password";
      eye.textContent = shown ? words.hide : words.show;
    }
    show(false);
    eye.addEventListener("click", function () { show(secret.type === "password"); });
    secret.form.addEventListener("submit", function () { show(false); });  // a browser keeps what is a password
    (secret.closest("label") || secret).after(eye);
  });
  var pin = /** @type {HTMLInputElement} */ (document.getElementById("pin"));
  if (!pin) return;
  document.querySelectorAll("[data-key]").forEach(function (key) {
    key.addEventListener("click", function () {
      var digit = key.getAttribute("data-key");
      pin.value = digit === "back" ? pin.value.slice(0, -1) : (pin.value + digit).slice(0, 12);
    });
  });
  document.querySelectorAll("[name=member]").forEach(function (person) {
    person.addEventListener("click", function (/** @type {MouseEvent} */ event) {
      if (event.detail && matchMedia("(pointer: fine)").matches) pin.focus();
    });
  });
}());
