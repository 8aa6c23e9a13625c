/**
 * The drawing in words, for those who cannot see it.
 */

/**
 * What the seal looks like, for those who cannot see it.
 * @param {import("./playback.js").BodyState} state
 * @param {number} night 0..1
 * @param {boolean} [tucked] whether its blanket lies over it
 */
export function inWords({ pose, glow }, night, tucked = false) {
  const lids = (pose.eyelid_left + pose.eyelid_right) / 2;
  const eyes =
    lids < -0.6
      ? "Its eyes are shut"
      : lids < 0.15
        ? "Its eyes are half shut"
        : lids > 0.85
          ? "Its eyes are wide open"
          : "Its eyes are open";
  const turn =
    pose.neck_yaw < -0.25 ? "turned to your left" : pose.neck_yaw > 0.25 ? "turned to your right" : "turned to you";
  const tilt = pose.neck_pitch < -0.35 ? " and lowered" : pose.neck_pitch > 0.35 ? " and lifted" : "";
  const raised = [pose.flipper_left > 0.35 && "left", pose.flipper_right > 0.35 && "right"].filter(Boolean);
  const flippers =
    raised.length === 2 ? " Both flippers are raised." : raised.length ? ` Its ${raised[0]} flipper is raised.` : "";
  const cheeks = glow.level > 0.12 ? " Its cheeks glow softly." : "";
  const blanket = tucked ? " A blanket with stars is tucked around it." : "";
  return `A cream-white baby seal on a soft round bed, by ${night > 0.5 ? "night" : "day"}. ${eyes}, its head is ${turn}${tilt}.${flippers}${cheeks}${blanket}`;
}
