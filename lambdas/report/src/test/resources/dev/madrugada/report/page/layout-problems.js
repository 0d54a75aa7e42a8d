// Returns the layout problems of the page as a list of sentences: texts that are cut off, that overlap each other or
// are outside of their chart, and elements that make the page scroll sideways.
(() => {
  const problems = [];
  const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} '${element.textContent.trim().slice(0, 40)}'`;
  const inside = (inner, outer, slack = 1) =>
    inner.left >= outer.left - slack && inner.right <= outer.right + slack && inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
  const width = document.documentElement.clientWidth;

  if (document.documentElement.scrollWidth > width) {
    problems.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    const scrolled = element.parentElement.closest(".scroll, div[style*='overflow-x:auto']");
    const box = element.getBoundingClientRect();
    if (!scrolled && box.width > 0 && (box.left < -1 || box.right > width + 1)) {
      problems.push(`${name(element)} reaches from ${box.left} to ${box.right} in a window of ${width}`);
    }
  }
  // The box of an element's text. It is larger than the element's box if the text does not fit.
  const words = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };
  for (const element of document.querySelectorAll("th, td, .name, .figure, .more, .seal, .key, dt, dd")) {
    if (element.textContent && !inside(words(element), element.getBoundingClientRect(), 2)) {
      problems.push(`${name(element)} does not fit into its box`);
    }
  }
  const apart = (elements, box) => {
    const boxes = elements.map(box);
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length; j++) {
        if (overlap(boxes[i], boxes[j])) {
          problems.push(`${name(elements[i])} overlaps ${name(elements[j])}`);
        }
      }
    }
  };
  for (const svg of document.querySelectorAll("svg")) {
    const box = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")];
    const scale = box.width / svg.viewBox.baseVal.width;
    for (const text of texts) {
      if (!inside(text.getBoundingClientRect(), box)) {
        problems.push(`${name(text)} is outside of its chart`);
      }
      if (scale * parseFloat(getComputedStyle(text).fontSize) < 8.5) {
        problems.push(`${name(text)} is too small to read`);
      }
    }
    apart(texts, (text) => text.getBoundingClientRect());
    for (const bar of svg.querySelectorAll("rect")) {
      if (!inside(bar.getBoundingClientRect(), box)) {
        problems.push(`the bar of ${bar.dataset.label} is outside of its chart`);
      }
    }
  }
  for (const rows of document.querySelectorAll(".rows")) {
    apart([...rows.querySelectorAll(".name, .track, .figure, .more")], (element) => element.matches(".track") ? element.getBoundingClientRect() : words(element));
    for (const bar of rows.querySelectorAll(".bar")) {
      const track = bar.parentElement.getBoundingClientRect();
      if (!inside(bar.getBoundingClientRect(), track)) {
        problems.push(`the bar of ${bar.dataset.label} is outside of its row`);
      }
      if (track.width < 30) {
        problems.push(`the bar of ${bar.dataset.label} has ${track.width} pixels of space`);
      }
    }
  }
  for (const cell of document.querySelectorAll("td.number, th.number")) {
    if (getComputedStyle(cell).textAlign !== "right") {
      problems.push(`${name(cell)} is not right-aligned`);
    }
  }
  return problems;
})()
