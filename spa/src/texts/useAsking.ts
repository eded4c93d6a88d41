import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { failureSaid } from '../api/failure.ts';
import { keys } from '../api/queries.ts';
import type { HandInState } from '../conversation/useKeptForm.ts';
import { askForTranslation, type DocumentPlace } from './textRequests.ts';

/** The sending of a request for a translation; it is the same one however often it is sent. */
export function useAsking(place: DocumentPlace) {
  const client = useQueryClient();
  const [state, setState] = useState<HandInState>({ is: 'writing' });
  /** Whether it was taken. */
  const send = async (language: string): Promise<boolean> => {
    setState({ is: 'sending' });
    try {
      await askForTranslation(place, language);
      void client.invalidateQueries({ queryKey: keys.textRequests(place.caseCopyId) });
      return true;
    } catch (error) {
      setState({ is: 'failed', ...failureSaid(error) });
      return false;
    }
  };
  return { state, send, anew: () => setState({ is: 'writing' }) };
}
