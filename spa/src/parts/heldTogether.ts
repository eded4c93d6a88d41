/**
 * The groups of a telephone number hold together: they break over no line, and stand in their order in Arabic text too, where
 * plain spaces would make each a number of its own, and the first the rightmost. No other characters, so that it is still found;
 * but a mark before the plus of a country's number, which would stand behind the number there.
 */
export const heldTogether = (text: string): string =>
  text.replace(/\+?\d+(?: \d+)+/g, (groups) =>
    /^(?:\+\d{1,3} )?\d{2,3}(?: \d{2,3}){1,3}$/.test(groups) || /^\+\d{1,3} \d{6,10}$/.test(groups)
      ? groups.replaceAll(' ', '\u00a0').replace(/^\+/, '\u200e+')
      : groups,
  );
