/**
 * Numbers as the drawing writes them.
 */

/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
/** A fifth of a unit is less than anybody sees, and saves drawing what has not moved. @param {number} value */
export const short = (value) => (Math.round(value * 5) / 5).toFixed(1);
/** Degrees, scales and shares. @param {number} value */
export const fine = (value) => value.toFixed(2);
