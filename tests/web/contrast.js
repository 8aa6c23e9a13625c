/**
 * Contrast as WCAG 2.2 defines it (relative luminance, 1.4.3 and 1.4.11), of all words and all fields on the page.
 * @returns {{read: number, poor: string[], edges: number[]}} words read, those that stand out too little, edges of fields
 */
() => {
  const parse = (text) => {
    const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
    return [red, green, blue, alpha];
  };
  const over = (top, under) => [0, 1, 2].map((at) => top[at] * top[3] + under[at] * (1 - top[3])).concat(1);
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const ratio = (one, other) => {
    const [brighter, darker] = [light(one), light(other)].sort((a, b) => b - a);
    return (brighter + 0.05) / (darker + 0.05);
  };
  // What may lie under a see-through sheet is taken as the worse of black and white.
  const grounds = (node) => {
    const sheets = [];
    for (let at = node; at && at.id !== "picture"; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) sheets.push(colour);
      if (colour[3] === 1) break;
    }
    const solid = sheets.at(-1)?.[3] === 1 ? [sheets.pop()] : [[0, 0, 0, 1], [255, 255, 255, 1]];
    return solid.map((ground) => sheets.reduceRight((under, sheet) => over(sheet, under), ground));
  };
  const poor = [];
  const judge = (node, { color, fontSize, fontWeight }, words) => {
    const size = parseFloat(fontSize);
    const least = size >= 24 || (Number(fontWeight) >= 700 && size >= 18.66) ? 3 : 4.5;
    const found = Math.min(...grounds(node).map((ground) => ratio(over(parse(color), ground), ground)));
    if (found < least) poor.push(`${words.slice(0, 40)}: ${found.toFixed(2)} of ${least}`);
  };
  let read = 0;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.textContent.trim();
    const node = walk.currentNode.parentElement;
    if (!words || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (node.closest(".hidden, svg, noscript, :disabled, option")) continue;
    read += 1;
    judge(node, getComputedStyle(node), words);
  }
  for (const node of document.querySelectorAll("input[placeholder]")) {
    const style = getComputedStyle(node, "::placeholder");
    judge(node, style, node.placeholder);
    if (style.opacity !== "1") poor.push("a placeholder that is see-through");
  }
  const edges = [...document.querySelectorAll("input[type=text], select")].map((node) =>
    ratio(parse(getComputedStyle(node).borderColor), parse(getComputedStyle(node.closest(".card")).backgroundColor)),
  );
  return { read, poor, edges };
}
