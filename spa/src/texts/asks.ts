// Both ways to ask for a translation, which come together: who reads what is there already waits for neither.
export { AskOther } from './AskOther.tsx';
export { AskTranslation } from './AskTranslation.tsx';
