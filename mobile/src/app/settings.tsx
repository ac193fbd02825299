// The language, light or dark, who is signed in, and what this app is.

import Constants from 'expo-constants';
import { useRouter } from 'expo-router';
import { useState } from 'react';
import { StyleSheet, View } from 'react-native';

import { useApp, useEntries } from '@/account/app-state';
import { Heading } from '@/roll/heading';
import { needsRestart } from '@/text/direction';
import { isRtl, LANGUAGES, OWN_NAMES } from '@/text/languages';
import { usePreferences, type Look } from '@/text/preferences';
import { useText } from '@/text/text';
import { Ask, type Question } from '@/ui/ask';
import { Choice } from '@/ui/choice';
import { Notice } from '@/ui/notice';
import { Screen } from '@/ui/screen';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

const LOOKS: readonly Look[] = ['phone', 'light', 'dark'];

export default function Settings() {
  const t = useText();
  const router = useRouter();
  const { language, look, setLanguage, setLook } = usePreferences();
  return (
    <Screen title={t('settings.title')} back={() => router.replace('/')}>
      <Heading text={t('settings.language')} />
      <Choice label={t('settings.language')} chosen={language} options={LANGUAGES.map((one) => ({ value: one, label: OWN_NAMES[one] }))} choose={setLanguage} />
      {needsRestart(isRtl(language)) && <Notice tone="warn" icon="restart">{t('settings.restart')}</Notice>}
      <Heading text={t('settings.look')} />
      <Choice label={t('settings.look')} chosen={look} options={LOOKS.map((one) => ({ value: one, label: t(`settings.${one}`) }))} choose={setLook} />
      <Account />
      <Heading text={t('settings.about')} />
      <Text>{t('settings.version', { version: Constants.expoConfig?.version ?? '' })}</Text>
      <Text variant="bodySmall">{t('settings.privacy')}</Text>
    </Screen>
  );
}

function Account() {
  const t = useText();
  const router = useRouter();
  const { account, leave } = useApp();
  const count = useEntries().length;
  const [question, setQuestion] = useState<Question | null>(null);
  if (!account) return null;
  const ask = () =>
    setQuestion({
      title: t('settings.leave'),
      text: count > 0 ? t('settings.leaveWaits', { count }) : t('settings.leaveAsk'),
      yes: t(count > 0 ? 'settings.leaveAnyway' : 'settings.leave'),
      go: () => void leave().then(() => router.replace('/connect')),
    });
  return (
    <>
      <Heading text={t('settings.account')} />
      <Text>{t('classes.who', { name: account.name, school: account.schoolName })}</Text>
      <Text variant="bodySmall" style={styles.origin}>{account.access.origin}</Text>
      <View>
        <Button mode="outlined" icon="logout" contentStyle={styles.tall} onPress={ask}>
          {t('settings.leave')}
        </Button>
      </View>
      <Ask question={question} close={() => setQuestion(null)} />
    </>
  );
}

const styles = StyleSheet.create({ tall: { minHeight: 48 }, origin: { writingDirection: 'ltr' } });
