/**
 * The groups of a telephone number hold together: they break over no line, and stand in their order in Arabic text too, where
 * plain spaces would make each a number of its own, and the first the rightmost. A mark before the plus of a country's number
 * keeps it from standing behind the number there. What is from one number to another, as "9–15", breaks at no dash either. No
 * signs that are seen; whoever searches finds it as it was written.
 */
export const heldTogether = (text: string): string =>
  text
    .replace(/(\d–)(?=\d)/g, '$1\u2060')
    .replace(/\+?\d+(?: \d+)+/g, (groups) =>
      /^(?:\+\d{1,3} )?\d{2,3}(?: \d{2,3}){1,3}$/.test(groups) || /^\+\d{1,3} \d{6,10}$/.test(groups)
        ? groups.replaceAll(' ', '\u00a0').replace(/^\+/, '\u200e+')
        : groups,
    );
