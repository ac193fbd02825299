// Who consented to the use of a student's face, and the way to say no to it. A no is heard where it is said: whoever teaches
// the student enters it, and everything that is kept of the face goes at once. A yes is the office's, with its evidence.

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { Card } from 'react-native-paper';

import { useSchool } from '@/account/app-state';
import { asFailure, Failure } from '@/api/failure';
import type { Consent, ConsentRequest } from '@/api/types';
import { felt } from '@/device/haptics';
import { Heading } from '@/roll/heading';
import { keyOf } from '@/school/keys';
import { useText } from '@/text/text';
import { Button } from '@/ui/button';
import { Choice } from '@/ui/choice';
import { Field } from '@/ui/field';
import { FailureNotice, Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { useSay } from '@/ui/undo';
import { Text } from '@/ui/words';

type Relation = ConsentRequest['relation'];

/** What a ledger comes to, as the server names it. */
type State = 'none' | 'granted' | 'objected' | 'withdrawn' | 'refused_by_child';

export interface ConsentCardProps {
  student: string;
  name: string;
}

export function ConsentCard({ student, name }: ConsentCardProps) {
  const { school } = useSchool();
  const t = useText();
  const [open, setOpen] = useState(false);
  // Nothing of it stays on the phone: it is asked for each time.
  const asked = useQuery<Consent, Failure>({ queryKey: keyOf.consents(student), queryFn: () => school.consents(student) });
  const known = asked.data;
  return (
    <Card mode="outlined" testID="consent">
      <Card.Content style={styles.card}>
        <Heading text={t('consent.title')} />
        {known ? (
          <>
            <Text>{t(`consent.state.${known.state as State}`)}</Text>
            {known.until && <Text variant="bodySmall">{t('consent.until', { day: t.day(known.until) })}</Text>}
          </>
        ) : (
          <FailureNotice failure={asked.error} again={() => void asked.refetch()} />
        )}
        {known && (
          <Button mode="outlined" icon="hand-back-right-outline" onPress={() => setOpen(true)}>
            {t('consent.sayNo')}
          </Button>
        )}
      </Card.Content>
      <Sheet title={t('consent.sayNo')} visible={open} close={() => setOpen(false)}>
        {open && known && <NoForm student={student} name={name} state={known.state} close={() => setOpen(false)} />}
      </Sheet>
    </Card>
  );
}

/** What it is called when this person says no. */
function kindOf(relation: Relation, state: string): ConsentRequest['kind'] {
  if (relation === 'student') return 'refused_by_child';
  return state === 'granted' ? 'withdrawn' : 'objected';
}

function NoForm({ student, name, state, close }: ConsentCardProps & { state: string; close: () => void }) {
  const t = useText();
  const [relation, setRelation] = useState<Relation | null>(null);
  const [person, setPerson] = useState('');
  const { busy, failure, enter } = useEntering(student, name, close);
  const who = relation === 'student' ? name : person.trim();
  const send = () => relation && void enter(kindOf(relation, state), relation, who);
  return (
    <View style={styles.form} testID="consent-form">
      <Notice tone="warn" icon="information-outline">
        {t('consent.what', { name })}
      </Notice>
      <Choice
        label={t('consent.who')}
        chosen={relation}
        options={[
          { value: 'student', label: name, note: t('consent.relation.student') },
          { value: 'parent', label: t('consent.relation.parent') },
          { value: 'guardian', label: t('consent.relation.guardian') },
        ]}
        choose={setRelation}
      />
      {relation !== null && relation !== 'student' && <Field dense label={t('consent.person')} value={person} onChangeText={setPerson} maxLength={200} />}
      <FailureNotice failure={failure} />
      <Button mode="contained" icon="check" contentStyle={styles.tall} loading={busy} disabled={busy || who === '' || relation === null} onPress={send}>
        {t('consent.enter')}
      </Button>
    </View>
  );
}

function useEntering(student: string, name: string, done: () => void) {
  const { school } = useSchool();
  const queries = useQueryClient();
  const t = useText();
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const enter = async (kind: ConsentRequest['kind'], relation: Relation, person: string) => {
    setBusy(true);
    setFailure(null);
    try {
      const texts = await school.consentTexts();
      const text = texts.find((one) => one.language === t.language) ?? texts[0];
      if (!text) throw new Failure('not_found');
      const entry = { kind, relation, person, text_version: text.version, text_language: text.language };
      queries.setQueryData(keyOf.consents(student), await school.enterConsent(student, entry));
      felt.done();
      say(t('consent.entered', { name }));
      done();
    } catch (thrown) {
      felt.wrong();
      setFailure(asFailure(thrown));
    }
    setBusy(false);
  };
  return { busy, failure, enter };
}

const styles = StyleSheet.create({ card: { gap: 8 }, form: { gap: 10 }, tall: { minHeight: 52 } });
