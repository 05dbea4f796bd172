import { useTranslation } from 'react-i18next';

/** The outermost component: the product's name until the shell and its places are mounted here. */
export function App() {
  const { t } = useTranslation('app');
  return <h1>{t('name')}</h1>;
}
