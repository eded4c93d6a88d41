import type { components } from '../../../contracts/portal';
import { searched } from '../reader/find.ts';
import type { AnswerPlace, NewAnswerLink } from './staffApi.ts';

type AnswerPlaceText = components['schemas']['AnswerPlaceText'];

/** A place in a document that an answer can lead to: a goal of a plan, or a paragraph. */
export type Spot = {
  /** Names it among those of its document; '' is all of it. */
  key: string;
  link: NewAnswerLink;
  text: string;
  is: 'goal' | 'heading' | 'paragraph';
  /** Whose paragraph it is, where there are several documents. */
  title?: string;
  language?: string;
  direction?: 'ltr' | 'rtl';
};

const keyOf = ({ subGoalId, documentId, blockId }: NewAnswerLink): string =>
  subGoalId ? `goal ${subGoalId}` : blockId ? `${documentId} ${blockId}` : '';

/** Which of an entry's places a link names. */
export const chosenIn = (link: NewAnswerLink | undefined): string => (link ? keyOf(link) : '');

/** An entry's places in their order: the goals of a plan first, then its paragraphs. */
export function spotsOf({ entryId, subGoals }: AnswerPlace, text: AnswerPlaceText | undefined): Spot[] {
  const spot = (link: NewAnswerLink, rest: Pick<Spot, 'text' | 'is'> & Partial<Spot>): Spot => ({
    key: keyOf(link),
    link,
    ...rest,
  });
  const documents = text?.documents ?? [];
  return [
    ...subGoals.map(({ subGoalId, description }) => spot({ entryId, subGoalId }, { text: description, is: 'goal' })),
    ...documents.flatMap(({ documentId, title, language, direction, paragraphs }) =>
      paragraphs.map(({ blockId, heading, text: says }) =>
        spot(
          { entryId, documentId, blockId },
          {
            text: says,
            is: heading ? 'heading' : 'paragraph',
            language,
            direction,
            ...(documents.length > 1 ? { title } : {}),
          },
        ),
      ),
    ),
  ];
}

/** The places that have each word that is looked for, and the chosen one whatever it says. */
export function found(spots: readonly Spot[], wanted: string, chosen: string): Spot[] {
  const words = searched(wanted).split(' ').filter(Boolean);
  if (words.length === 0) return [...spots];
  return spots.filter(({ key, text }) => {
    const says = searched(text);
    return key === chosen || words.every((word) => says.includes(word));
  });
}
