import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../api/client.ts';
import { madeBy, whoMade } from '../documents/madeBy.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { languageName } from '../i18n/languages.ts';
import { heldTogether } from '../parts/heldTogether.ts';
import { Icon } from '../parts/Icon.tsx';
import { TryAgain } from '../parts/TryAgain.tsx';
import { cloaked } from '../shell/cloak.ts';
import { clock, cueText } from './captions.ts';

type Media = NonNullable<Entry['inShort']>['media'][number];

/**
 * A voice or a sign-language video in the browser's own player. Nothing is fetched or heard before somebody asks for it, it is
 * still when one hides the page, and what is said can be read.
 */
export function Player({ media, address }: { media: Media; address: string }) {
  const element = useRef<HTMLMediaElement>(null);
  const [trouble, setTrouble] = useState(false);
  const [plays, setPlays] = useState(true);
  const hidden = cloaked.value;
  useEffect(() => {
    if (hidden) element.current?.pause();
  }, [hidden]);
  useEffect(() => {
    const player = element.current;
    if (!player) return;
    setPlays(player.canPlayType(media.mediaType) !== '');
    if (media.captions?.length && typeof VTTCue !== 'undefined' && player.textTracks.length === 0) {
      const track = player.addTextTrack('captions', languageName(media.language), media.language);
      for (const { from, until, text } of media.captions) track.addCue(new VTTCue(from, until, cueText(text)));
      track.mode = 'showing';
    }
  }, [media]);

  const again = () => {
    const player = element.current;
    if (!player) return;
    const at = player.currentTime;
    setTrouble(false);
    player.load();
    player.currentTime = at;
    // Whether it works this time is said by the player.
    player.play().catch(() => {});
    player.focus();
  };
  const label = media.signLanguage
    ? t('inshort.watch')
    : t(media.kind === 'VIDEO' ? 'inshort.watchSpoken' : 'inshort.listen', { Language: languageName(media.language) });
  const shared = {
    src: address,
    controls: true,
    preload: 'none',
    controlsList: 'nodownload noremoteplayback',
    disableRemotePlayback: true,
    'aria-label': label,
    onError: () => setTrouble(true),
    onPlaying: () => setTrouble(false),
  } as const;
  return (
    <figure class="player" data-kind={media.kind}>
      <figcaption>
        <Icon name={media.kind === 'VIDEO' ? 'show' : 'sound'} />
        <span>
          {label}
          {media.seconds != null && (
            <>
              {' '}
              <bdi class="number quiet">({clock(media.seconds)})</bdi>
            </>
          )}
        </span>
      </figcaption>
      {plays && media.kind === 'AUDIO' && <audio ref={element as preact.RefObject<HTMLAudioElement>} {...shared} />}
      {plays && media.kind === 'VIDEO' && (
        <video ref={element as preact.RefObject<HTMLVideoElement>} {...shared} playsInline disablePictureInPicture />
      )}
      {(trouble || !plays) && (
        <div class="note" data-color="neutral" role="alert">
          <Icon name="warn" />
          <div class="words">
            <p>{t(plays ? 'inshort.stopped' : 'inshort.cantPlay')}</p>
            {plays && <TryAgain again={again} />}
          </div>
        </div>
      )}
      <p class="small quiet">
        {media.provenance.kind === 'CERTIFIED'
          ? madeBy(media.provenance)
          : t('inshort.recorded', {
              Who: whoMade(media.provenance),
              Date: formatDate(media.provenance.madeAt, 'long'),
            })}
      </p>
      {media.outdated && <p class="small quiet">{t('inshort.outdated')}</p>}
      {media.transcript && (
        <details>
          <summary>{t('inshort.transcript')}</summary>
          <p lang={media.language} dir={media.direction}>
            {heldTogether(media.transcript)}
          </p>
        </details>
      )}
    </figure>
  );
}
