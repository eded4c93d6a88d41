import { signal } from '@preact/signals';

/** Which panel of the bar is open. It outlives the bar itself, which is made anew when the page behind it arrives. */
export const openPanel = signal<'language' | 'help' | null>(null);

export const closePanel = () => {
  openPanel.value = null;
};
