// Everything that is still on this phone: what is sent by itself, what the server refused, what two people decided
// differently. Nothing leaves this list without the server having it or somebody letting it go.

import { useRouter } from 'expo-router';
import { useState } from 'react';

import { useApp, useEntries, useSchool, useSending } from '@/account/app-state';
import type { Entry } from '@/outbox/entry';
import { EntryCard } from '@/outbox/entry-card';
import { useText } from '@/text/text';
import { Ask, type Question } from '@/ui/ask';
import { Notice } from '@/ui/notice';
import { Screen } from '@/ui/screen';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

export default function Waiting() {
  const t = useText();
  const router = useRouter();
  const { sender, chest } = useApp();
  const { account } = useSchool();
  const entries = useEntries();
  const { trouble } = useSending();
  const [question, setQuestion] = useState<Question | null>(null);
  const own = entries.filter((entry) => entry.owner === account.owner);
  const others = entries.length - own.length;
  return (
    <Screen
      title={t('waiting.title')}
      back={() => router.replace('/')}
      bottom={
        own.some((entry) => entry.state.kind === 'waiting') && (
          <Button mode="contained" icon="send" contentStyle={{ minHeight: 52 }} onPress={() => void sender.go()}>
            {t('waiting.now')}
          </Button>
        )
      }
    >
      {entries.length === 0 && <Notice tone="good" icon="check">{t('waiting.nothing')}</Notice>}
      {own.length > 0 && <Text>{t(chest.sealed ? 'waiting.lead' : 'waiting.leadOpen')}</Text>}
      {trouble && own.length > 0 && <Notice tone="warn" icon="cloud-off-outline">{`${t(`failure.${trouble.kind}.what`)} ${t(`failure.${trouble.kind}.next`)}`}</Notice>}
      {own.map((entry: Entry) => (
        <EntryCard key={entry.id} entry={entry} ask={setQuestion} />
      ))}
      {others > 0 && <Notice tone="warn" icon="account-switch-outline">{t('waiting.others', { count: others })}</Notice>}
      <Ask question={question} close={() => setQuestion(null)} />
    </Screen>
  );
}
