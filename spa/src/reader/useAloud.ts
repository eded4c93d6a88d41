import { useEffect, useMemo, useState } from 'preact/hooks';
import { cloaked } from '../shell/cloak.ts';
import { Aloud } from './speech.ts';

/** The browser's own voices; they may come later than the page. */
export function useVoices(): readonly SpeechSynthesisVoice[] {
  const synthesis = globalThis.speechSynthesis;
  const [voices, setVoices] = useState<readonly SpeechSynthesisVoice[]>(() => synthesis?.getVoices() ?? []);
  useEffect(() => {
    if (!synthesis) return;
    const changed = () => setVoices(synthesis.getVoices());
    changed();
    synthesis.addEventListener?.('voiceschanged', changed);
    return () => synthesis.removeEventListener?.('voiceschanged', changed);
  }, [synthesis]);
  return voices;
}

/** Reads aloud as long as the page is looked at: it is silent when one leaves, hides the page or goes to another. */
export function useAloud(): Aloud | null {
  const aloud = useMemo(
    () =>
      globalThis.speechSynthesis
        ? new Aloud(globalThis.speechSynthesis, (text) => new SpeechSynthesisUtterance(text))
        : null,
    [],
  );
  const hidden = cloaked.value;
  useEffect(() => {
    if (hidden) aloud?.stop();
  }, [hidden, aloud]);
  useEffect(() => {
    if (!aloud) return;
    const gone = () => aloud.stop();
    const away = () => document.hidden && aloud.pause();
    addEventListener('pagehide', gone);
    document.addEventListener('visibilitychange', away);
    return () => {
      removeEventListener('pagehide', gone);
      document.removeEventListener('visibilitychange', away);
      aloud.stop();
    };
  }, [aloud]);
  return aloud;
}
