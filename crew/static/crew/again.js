/** Looks again after a while whether what was switched off is on. */

const { again } = document.getElementById("switched-off").dataset;
if (again) setTimeout(() => location.reload(), Number(again) * 1000 * (1 + Math.random() / 5));
