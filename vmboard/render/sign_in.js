// The PIN on large digits, for a screen without a keyboard. The form works without this.
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");
  var now = document.querySelector("form.now");
  if (now) { now.submit(); return; }
  var pin = document.getElementById("pin");
  if (!pin) return;
  document.querySelectorAll("[data-key]").forEach(function (key) {
    key.addEventListener("click", function () {
      pin.value = key.dataset.key === "back" ? pin.value.slice(0, -1) : (pin.value + key.dataset.key).slice(0, 12);
    });
  });
  document.querySelectorAll("[name=member]").forEach(function (person) {
    person.addEventListener("click", function (event) {
      if (event.detail && matchMedia("(pointer: fine)").matches) pin.focus();
    });
  });
}());
