// Says in words why a passkey did not come about: the browser itself only throws.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const box = document.getElementById("passkey_trouble");
  if (!box) return;
  const why = event.detail.exception?.name;
  const insecure = !window.isSecureContext || why === "SecurityError";
  const key = insecure ? "insecure" : why === "InvalidStateError" ? "known" : "cancelled";
  box.querySelector("p").textContent = box.dataset[key];
  box.hidden = false;
});
