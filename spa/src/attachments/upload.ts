import type { Attachment } from '../api/client.ts';
import { Failure, fromResponse } from '../api/failure.ts';
import { noteEnd } from '../api/sessionState.ts';
import { language } from '../i18n/catalogue.ts';

/** How far an upload has come, from 0 to 1. */
export type OnProgress = (part: number) => void;

export type Upload = (address: string, file: File, onProgress: OnProgress, signal: AbortSignal) => Promise<Attachment>;

/** A line on which nothing has moved for so long is dead, whatever the browser believes. */
const patience = 30_000;

/** Sends a file as it is. With XMLHttpRequest, since fetch doesn't tell how much of a body has left. */
export const upload: Upload = (address, file, onProgress, signal) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let waiting: ReturnType<typeof setTimeout>;
    const moved = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => request.abort(), patience);
    };
    const stop = () => request.abort();
    const fail = (failure: Failure) => {
      if (failure.code === 'session-ended') noteEnd();
      reject(failure);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      moved();
      if (total > 0) onProgress(loaded / total);
    };
    request.onload = () => {
      let body: unknown;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // An answer that isn't ours, of a proxy for instance: its status says enough.
      }
      if (request.status === 200 || request.status === 201) resolve(body as Attachment);
      else fail(fromResponse(request, body));
    };
    request.onerror = () => fail(new Failure('offline', 0));
    request.onabort = () => fail(new Failure('offline', 0));
    request.onloadend = () => {
      clearTimeout(waiting);
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop);
    request.open('PUT', address);
    request.setRequestHeader('X-Portal', '1');
    request.setRequestHeader('Accept-Language', language.peek());
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name.replace(/\p{Surrogate}/gu, '')));
    moved();
    request.send(file);
  });
