import { t } from '../i18n/catalogue.ts';

/** What an employee reads while the fagsystem doesn't answer: nothing here can be shown then, and nothing is lost. */
export const silent = () => ({ title: t('staff.silent.title'), text: t('staff.silent.text') });
