// Checks what our evidence log wrote, with the libraries of others only: checkpoints with golang.org/x/mod's notes, proofs with
// transparency-dev's merkle, .tlog-proof files and cosignatures with its formats, tiles with Tessera's client. Then it
// cosigns a checkpoint and makes a proof itself, for our verifier to read.
//
// usage: check DIR
//
// DIR is one log as WriteLogs.java leaves it: log.vkey, log/, proofs/*.tlog-proof, consistency/*. What this program makes goes to
// DIR/foreign. Ends with 1 and a line for the first thing that is not as it must be.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/transparency-dev/formats/log"
	f_note "github.com/transparency-dev/formats/note"
	tlogproof "github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/client"
	"golang.org/x/mod/sumdb/note"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: check DIR")
		os.Exit(2)
	}
	if err := check(os.Args[1]); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}

func check(dir string) error {
	key, err := os.ReadFile(filepath.Join(dir, "log.vkey"))
	if err != nil {
		return err
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(key)))
	if err != nil {
		return fmt.Errorf("the verifier key: %w", err)
	}
	signed, err := os.ReadFile(filepath.Join(dir, "log", "checkpoint"))
	if err != nil {
		return err
	}
	checkpoint, rest, _, err := log.ParseCheckpoint(signed, verifier.Name(), verifier)
	if err != nil {
		return fmt.Errorf("the checkpoint: %w", err)
	}
	if len(rest) > 0 {
		return fmt.Errorf("the checkpoint has extension lines")
	}
	proofs, err := inclusion(dir, verifier)
	if err != nil {
		return err
	}
	grown, err := consistency(dir, checkpoint, verifier)
	if err != nil {
		return err
	}
	if err := foreign(dir, signed, checkpoint); err != nil {
		return err
	}
	fmt.Printf("%s: signature, %d proofs and %d consistency proofs at %d entries\n",
		dir, proofs, grown, checkpoint.Size)
	return nil
}

// inclusion verifies every .tlog-proof with the checkpoint that stands in it, and the entry that its extra line holds.
func inclusion(dir string, verifier note.Verifier) (int, error) {
	files, err := filepath.Glob(filepath.Join(dir, "proofs", "*.tlog-proof"))
	if err != nil {
		return 0, err
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return 0, err
		}
		var read tlogproof.TLogProof
		if err := read.Unmarshal(raw); err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
		if !bytes.Equal(read.Marshal(), raw) {
			return 0, fmt.Errorf("%s: written again it is another file", file)
		}
		checkpoint, _, _, err := log.ParseCheckpoint(read.Checkpoint, verifier.Name(), verifier)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
		hashes := make([][]byte, len(read.Hashes))
		for i := range read.Hashes {
			hashes[i] = read.Hashes[i][:]
		}
		leaf := rfc6962.DefaultHasher.HashLeaf(read.ExtraData)
		err = proof.VerifyInclusion(
			rfc6962.DefaultHasher, read.Index, checkpoint.Size, leaf, hashes, checkpoint.Hash)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
	}
	return len(files), nil
}

// consistency verifies every file of the form that witnesses are sent (C2SP tlog-witness, add-checkpoint), whose
// old checkpoint lies beside it.
func consistency(dir string, now *log.Checkpoint, verifier note.Verifier) (int, error) {
	files, err := filepath.Glob(filepath.Join(dir, "consistency", "*.proof"))
	if err != nil {
		return 0, err
	}
	for _, file := range files {
		signed, err := os.ReadFile(strings.TrimSuffix(file, ".proof") + ".checkpoint")
		if err != nil {
			return 0, err
		}
		old, _, _, err := log.ParseCheckpoint(signed, verifier.Name(), verifier)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			return 0, err
		}
		head, _, _ := strings.Cut(string(raw), "\n\n")
		lines := strings.Split(head, "\n")
		if lines[0] != fmt.Sprintf("old %d", old.Size) {
			return 0, fmt.Errorf("%s: begins with %q", file, lines[0])
		}
		var hashes [][]byte
		for _, line := range lines[1:] {
			hash, err := base64.StdEncoding.DecodeString(line)
			if err != nil {
				return 0, fmt.Errorf("%s: %w", file, err)
			}
			hashes = append(hashes, hash)
		}
		err = proof.VerifyConsistency(
			rfc6962.DefaultHasher, old.Size, now.Size, hashes, old.Hash, now.Hash)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
	}
	return len(files), nil
}

// foreign leaves a cosigned checkpoint with its witness's key, and a proof built from our tiles.
func foreign(dir string, signed []byte, checkpoint *log.Checkpoint) error {
	out := filepath.Join(dir, "foreign")
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	skey, vkey, err := note.GenerateKey(rand.Reader, "witness.example/conformance")
	if err != nil {
		return err
	}
	witness, err := f_note.NewSignerForCosignatureV1(skey)
	if err != nil {
		return err
	}
	text, signatures, _ := bytes.Cut(signed, []byte("\n\n"))
	cosigned, err := note.Sign(&note.Note{Text: string(text) + "\n"}, witness)
	if err != nil {
		return err
	}
	_, cosignature, _ := bytes.Cut(cosigned, []byte("\n\n"))
	both := fmt.Sprintf("%s\n\n%s%s", text, signatures, cosignature)
	if err := os.WriteFile(filepath.Join(out, "cosigned"), []byte(both), 0o644); err != nil {
		return err
	}
	witnessKey, err := f_note.VKeyToCosignatureV1(vkey)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "witness.vkey"), []byte(witnessKey+"\n"), 0o644); err != nil {
		return err
	}
	if checkpoint.Size == 0 {
		return nil
	}
	return foreignProof(filepath.Join(dir, "log"), filepath.Join(out, "last.tlog-proof"), signed, checkpoint.Size)
}

func foreignProof(dir, out string, signed []byte, size uint64) error {
	ctx := context.Background()
	tiles := client.FileFetcher{Root: dir}
	builder, err := client.NewProofBuilder(ctx, size, tiles.ReadTile)
	if err != nil {
		return err
	}
	index := size - 1
	hashes, err := builder.InclusionProof(ctx, index)
	if err != nil {
		return fmt.Errorf("a proof from our tiles: %w", err)
	}
	bundle, err := client.GetEntryBundle(ctx, tiles.ReadEntryBundle, index/256, size)
	if err != nil {
		return fmt.Errorf("our entries: %w", err)
	}
	made := tlogproof.TLogProof{
		Index:      index,
		Checkpoint: signed,
		ExtraData:  bundle.Entries[index%256],
	}
	for _, hash := range hashes {
		made.Hashes = append(made.Hashes, [32]byte(hash))
	}
	return os.WriteFile(out, made.Marshal(), 0o644)
}
