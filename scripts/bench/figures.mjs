// What is made of many measurements.

export const sorted = (values) => values.toSorted((a, b) => a - b);
export const median = (values) => sorted(values)[Math.floor(values.length / 2)];
export const ninetieth = (values) => sorted(values)[Math.ceil(values.length * 0.9) - 1];

/** The longest time between two neighbours of these times that touches the span from `from` to `to`, and where it ends. */
export function longestGap(times, from, to) {
  let longest = { length: 0, until: from };
  times.forEach((time, index) => {
    const before = times[index - 1];
    if (before === undefined || time < from || before > to) return;
    if (time - before > longest.length) longest = { length: time - before, until: time };
  });
  return longest;
}
