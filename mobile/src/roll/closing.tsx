// Closing a session: who was not seen becomes absent. Only with a connection, and only when nothing of it waits.

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StyleSheet } from 'react-native';

import { useApp, useSchool } from '@/account/app-state';
import { asFailure, type Failure } from '@/api/failure';
import type { Meeting } from '@/api/types';
import { felt } from '@/device/haptics';
import type { Shown } from '@/outbox/overlay';
import { keyOf } from '@/school/keys';
import { useText } from '@/text/text';
import { Ask, type Question } from '@/ui/ask';
import { FailureNotice } from '@/ui/notice';
import { useSay } from '@/ui/undo';
import { Button } from '@/ui/button';

import { Confirming } from './confirming';
import { inGroup } from './groups';

export function Closing({ meeting, shown }: { meeting: Meeting; shown: Shown }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { school, account } = useSchool();
  const { outbox } = useApp();
  const [question, setQuestion] = useState<Question | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = inGroup(shown, 'not_seen').length + inGroup(shown, 'to_review').length;
  const close = async () => {
    try {
      const answer = await school.close(meeting);
      queries.setQueryData(keyOf.session(meeting), { value: answer, since: null });
      void queries.invalidateQueries({ queryKey: keyOf.report(meeting.class) });
      void queries.invalidateQueries({ queryKey: keyOf.meetings(meeting.date) });
      setFailure(null);
      felt.done();
      say(t('session.closed'));
    } catch (thrown) {
      felt.wrong();
      setFailure(asFailure(thrown));
    }
  };
  const ask = () => {
    const waits = outbox.of(account.owner, meeting).length;
    if (waits > 0) return say(t('session.closeWaits', { count: waits }));
    setQuestion({ title: t('session.close'), text: t('session.closeAsk', { count: open }), yes: t('session.close'), go: () => void close() });
  };
  if (shown.session.id === 0) return null;
  if (shown.session.closed_at && open === 0) return <Confirming meeting={meeting} shown={shown} />;
  return (
    <>
      <FailureNotice failure={failure} />
      <Button mode="outlined" icon="lock-check-outline" style={styles.half} contentStyle={styles.tall} accessibilityLabel={t('session.close')} onPress={ask}>
        {t('session.closeShort')}
      </Button>
      <Ask question={question} close={() => setQuestion(null)} />
    </>
  );
}

const styles = StyleSheet.create({ half: { flexGrow: 1 }, tall: { minHeight: 52 } });
