import { useQuery } from '@tanstack/preact-query';
import { useMemo, useState } from 'preact/hooks';
import { Choice } from '../asking/Choice.tsx';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { SearchField } from '../parts/SearchField.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { chosenIn, found, type Spot, spotsOf } from './places.ts';
import { silent } from './silent.ts';
import { type AnswerPlace, answerPlaceQuery, type NewAnswerLink } from './staffApi.ts';

type Props = {
  /** What its choices are called in the form. */
  name: string;
  places: AnswerPlace[];
  caseCopyId: string;
  chosen: NewAnswerLink | undefined;
  onChoose: (link: NewAnswerLink | undefined) => void;
};

/** Where the answer can be seen: in which document, and there in which goal or paragraph. */
export function PlaceField({ name, places, caseCopyId, chosen, onChoose }: Props) {
  const place = places.find(({ entryId }) => entryId === chosen?.entryId);
  return (
    <>
      <label class="field">
        <span>{t('staff.views.place')}</span>
        <select
          class="ds-input"
          value={place?.entryId ?? ''}
          onChange={({ currentTarget: { value } }) => onChoose(value ? { entryId: value } : undefined)}
        >
          <option value="">{t('staff.views.noPlace')}</option>
          {places.map(({ entryId, title, date }) => (
            <option key={entryId} value={entryId}>
              {title} · {formatDate(date, 'short')}
            </option>
          ))}
        </select>
      </label>
      {place && (place.subGoals.length > 0 || place.hasText) && (
        <Spots
          key={place.entryId}
          name={name}
          place={place}
          caseCopyId={caseCopyId}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
    </>
  );
}

/** So many stand there at once: more are found by searching. */
const most = 100;
/** Fewer than these are seen at a glance. */
const searchable = 8;

function Spots({ name, place, caseCopyId, chosen, onChoose }: Omit<Props, 'places'> & { place: AnswerPlace }) {
  const { entryId } = place;
  const text = useQuery({ ...answerPlaceQuery(caseCopyId, entryId), enabled: place.hasText });
  const [wanted, setWanted] = useState('');
  const all = useMemo(() => spotsOf(place, text.data), [place, text.data]);
  const is = chosenIn(chosen);
  const matching = found(all, wanted, is);
  const shown = matching.filter(({ key }, i) => i < most || key === is);
  return (
    <fieldset class="spots">
      <legend>{t('staff.views.placeIn')}</legend>
      {all.length >= searchable && (
        <SearchField label={t('staff.views.findPlace')} words={wanted} onInput={setWanted} />
      )}
      <p class="small quiet" role="status">
        {wanted.trim() !== '' &&
          (matching.length > 0
            ? t('staff.views.placesFound', { Found: matching.length })
            : t('staff.views.noPlaceFound'))}
      </p>
      <div class="spots-list">
        <Choice name={name} checked={is === ''} onChoose={() => onChoose({ entryId })}>
          {t('staff.views.wholeDocument')}
        </Choice>
        {shown.map((spot, i) => (
          <OneSpot
            key={spot.key}
            spot={spot}
            before={shown[i - 1]}
            name={name}
            checked={is === spot.key}
            onChoose={() => onChoose(spot.link)}
          />
        ))}
      </div>
      {matching.length > shown.length && <p class="small quiet">{t('staff.views.morePlaces', { Most: most })}</p>}
      {text.error && !text.data && (
        <FailureNote error={text.error} retry={() => void text.refetch()} silent={silent()} />
      )}
      {place.hasText && text.isPending && !text.error && <Loading lines={[2, 5]} />}
    </fieldset>
  );
}

type SpotProps = { spot: Spot; before: Spot | undefined; name: string; checked: boolean; onChoose: () => void };

/** One place, below what it belongs to where that begins. */
function OneSpot({ spot, before, name, checked, onChoose }: SpotProps) {
  const { text, is, title, language, direction } = spot;
  const group = is === 'goal' ? t('staff.views.goals') : title;
  const begins = group && (!before || before.title !== title || (before.is === 'goal') !== (is === 'goal'));
  return (
    <>
      {begins && <p class="spots-group small">{group}</p>}
      <Choice name={name} checked={checked} onChoose={onChoose}>
        <span class="spot" data-is={is} lang={language} dir={direction ?? 'auto'}>
          {text}
        </span>
      </Choice>
    </>
  );
}
