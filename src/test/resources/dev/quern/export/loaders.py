"""Loads what LoadersTests exported with the loaders that this Python has, and compares.

    python -m venv V && V/bin/pip install datasets pandas pillow     # and trl, or llamafactory
    ./mvnw test -Dtest=LoadersTests -Dquern.loaders=V/bin/python

Each check that a missing package makes impossible is left out, and named. What a loader gives must
be the questions, answers and reasoning that Quern holds (entries.json).
"""

import csv
import importlib.metadata
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

FOLDER = Path(sys.argv[1])
ENTRIES = json.loads((FOLDER / "entries.json").read_text("utf-8"))
SYSTEM = (FOLDER / "system.txt").read_text("utf-8")
PAIRS = [(question, answer) for question, answer, _ in ENTRIES]
TALKS = [("=who?", 'me\n"yes"'), ("who?", "'@me")]
IMAGES = [("=what?", "a mill"), ("what else?", "a river"),
          ("Is <image > in <video >?", "in <audio >, <image >")]
FORMS = ["jsonl", "json", "csv", "parquet"]
done, failed, missing = [], [], []


def check(*packages):
    """A check that needs these packages."""

    def of(function):
        try:
            versions = [f"{p} {importlib.metadata.version(p)}" for p in packages]
        except importlib.metadata.PackageNotFoundError as e:
            missing.append(f"{function.__name__} needs {e.name}")
            return
        name = f"{function.__doc__.strip()} ({', '.join(versions) or 'python ' + sys.version.split()[0]})"
        try:
            name += f": {function()} files or folders"
            done.append(name)
        except Exception:
            failed.append(name + "\n" + traceback.format_exc())

    return of


def same(what, got, expected):
    got, expected = list(got), list(expected)
    assert len(got) == len(expected), f"{what}: {len(got)} records in place of {len(expected)}"
    for number, (one, other) in enumerate(zip(got, expected)):
        assert one == other, f"{what}, record {number}: {str(one)[:300]!r} is not {str(other)[:300]!r}"


def said(messages, role, content):
    """Question and answer of a list of messages, without the system's."""
    turns = [m[content] for m in messages if m[role] != "system"]
    return turns[0], turns[1]


def pair(format, record):
    if format == "alpaca":
        return record["instruction"], record["output"]
    if format == "raw":
        return record["question"], record["answer"]
    if format == "multilingual-thinking":
        assert said(record["messages"], "role", "content") == (record["user"], record["final"])
        return record["user"], record["final"]
    if format == "sharegpt":
        return said(record["conversations"], "from", "value")
    return said(record["messages"], "role", "content")


def bare(cell):
    """A cell as it was before the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") else cell


def nested(record):
    """The lists of a CSV's record, which stand in it as JSON."""
    return {
        name: json.loads(cell) if name in ("messages", "conversations") else bare(cell)
        for name, cell in record.items()
    }


FORMATS = ["alpaca", "sharegpt", "messages", "raw", "multilingual-thinking"]


@check()
def csv_module():
    """Python's csv"""
    csv.field_size_limit(10_000_000)
    for format in FORMATS:
        with open(FOLDER / f"{format}.csv", encoding="utf-8-sig", newline="") as file:
            same(format, (pair(format, nested(r)) for r in csv.DictReader(file)), PAIRS)
    return len(FORMATS)


@check("pandas", "pyarrow")
def pandas_frames():
    """pandas: read_csv, read_json and read_parquet"""
    import pandas

    for format in FORMATS:
        # What may look like a number or a date is text.
        text = {"keep_default_na": False, "dtype": str, "encoding": "utf-8-sig"}
        frames = {
            "csv": pandas.read_csv(FOLDER / f"{format}.csv", **text),
            "jsonl": pandas.read_json(FOLDER / f"{format}.jsonl", lines=True, dtype=False, convert_dates=False),
            "json": pandas.read_json(FOLDER / f"{format}.json", dtype=False, convert_dates=False),
            "parquet": pandas.read_parquet(FOLDER / f"{format}.parquet"),
        }
        for form, frame in frames.items():
            records = frame.to_dict("records")
            if form == "csv":
                records = [nested(record) for record in records]
            same(f"{format}.{form}", (pair(format, record) for record in records), PAIRS)
    return 4 * len(FORMATS)


@check("pyarrow")
def arrow_tables():
    """pyarrow: parquet and JSON lines"""
    import pyarrow.json
    import pyarrow.parquet

    for format in FORMATS:
        table = pyarrow.parquet.read_table(FOLDER / f"{format}.parquet")
        same(format, (pair(format, record) for record in table.to_pylist()), PAIRS)
        options = pyarrow.json.ReadOptions(block_size=1 << 24)
        table = pyarrow.json.read_json(FOLDER / f"{format}.jsonl", read_options=options)
        same(format, (pair(format, record) for record in table.to_pylist()), PAIRS)
    return 2 * len(FORMATS)


@check("datasets")
def data_files():
    """datasets.load_dataset(json|parquet|csv, data_files=…)"""
    import datasets

    for format in FORMATS:
        for form in FORMS:
            loader = "json" if form.startswith("json") else form
            more = {"keep_default_na": False, "encoding": "utf-8-sig"} if form == "csv" else {}
            if form == "csv":  # as text, which is what they are
                with open(FOLDER / f"{format}.csv", encoding="utf-8-sig", newline="") as file:
                    names = next(csv.reader(file))
                more["features"] = datasets.Features({n: datasets.Value("string") for n in names})
            loaded = datasets.load_dataset(
                loader, data_files=str(FOLDER / f"{format}.{form}"), split="train", **more
            )
            records = (nested(r) for r in loaded) if form == "csv" else loaded
            same(f"{format}.{form}", (pair(format, record) for record in records), PAIRS)
    return len(FORMS) * len(FORMATS)


@check("datasets")
def late_values():
    """datasets.load_dataset(json), system prompt and reasoning after the first 10 MB"""
    import datasets

    for format in FORMATS:
        if format != "raw":
            late = datasets.load_dataset(
                "json", data_files=str(FOLDER / f"late-{format}.jsonl"), split="train"
            )[-1]
            assert pair(format, late) == ("late", "a"), f"{format}: {late}"
            if format == "multilingual-thinking":
                assert (late["developer"], late["messages"][-1]["thinking"]) == ("S", "c"), late
            elif format == "messages":
                assert late["messages"][0] == {"role": "system", "content": "S"}, late
            else:
                assert late["system"] == "S", late
    return len(FORMATS) - 1


@check("datasets", "pillow")
def folders():
    """datasets.load_dataset(folder) on hugging-face"""
    import datasets

    count = 0
    for kind, expected in {"datasets": PAIRS, "conversations": TALKS, "image-datasets": IMAGES}.items():
        for form in ["parquet", "jsonl"]:
            for more in ["", "-split", "-system"]:
                folder = FOLDER / f"hugging-face-{kind}-{form}{more}"
                loaded = datasets.load_dataset(str(folder))
                sides = [side for side in ("train", "test") if (folder / f"data/{side}-00000-of-00001.{form}").exists()]
                assert set(loaded) <= set(sides) and "train" in loaded, f"{folder.name}: {loaded}"
                records = [record for side in loaded.values() for record in side]
                got = [said(record["messages"], "role", "content") for record in records]
                same(folder.name, sorted(got), sorted(expected))
                if more == "-split" and kind == "datasets":
                    assert 0 < len(loaded["test"]) < len(loaded["train"]), folder.name
                if more == "-system":
                    assert all(r["messages"][0] == {"role": "system", "content": SYSTEM} for r in records)
                if kind == "datasets":
                    same(folder.name, sorted(r["cot"] for r in records), sorted(c for _, _, c in ENTRIES))
                if kind == "image-datasets" and form == "parquet":
                    assert all(r["images"][0].size == (64, 48) for r in records), folder.name
                if kind == "image-datasets" and form == "jsonl":
                    assert all((folder / r["images"][0]).is_file() for r in records), folder.name
                count += 1
    return count


def tokenizer(chat=None, more=()):
    """A tokenizer of bytes, which loses nothing."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    bytes_only = Tokenizer(models.BPE())
    bytes_only.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    bytes_only.decoder = decoders.ByteLevel()
    special = ["<s>", "</s>", "<pad>", *more]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    bytes_only.train_from_iterator(
        [], trainers.BpeTrainer(vocab_size=300, special_tokens=special, initial_alphabet=alphabet)
    )
    made = PreTrainedTokenizerFast(
        tokenizer_object=bytes_only, bos_token="<s>", eos_token="</s>", pad_token="<pad>",
        clean_up_tokenization_spaces=False,
    )
    made.chat_template = chat
    return made


@check("trl", "transformers", "datasets", "torch")
def sft_trainer():
    """TRL's SFTTrainer: two steps on messages and multilingual-thinking"""
    import datasets
    from transformers import LlamaConfig, LlamaForCausalLM
    from trl import SFTConfig, SFTTrainer
    from trl.data_utils import is_conversational

    words = tokenizer(
        "{% for m in messages %}<s>{{ m.role }}\n"
        "{% if m.thinking %}<think>{{ m.thinking }}</think>{% endif %}{{ m.content }}</s>{% endfor %}"
    )
    count = 0
    sources = {f"hugging-face-{kind}-{form}": kind for kind in ("datasets", "conversations") for form in ("parquet", "jsonl")}
    sources |= {"multilingual-thinking.parquet": "datasets", "multilingual-thinking.jsonl": "datasets", "messages.jsonl": "datasets"}
    for name, kind in sources.items():
        path = FOLDER / name
        if path.is_dir():
            train = datasets.load_dataset(str(path), split="train")
        else:
            loader = "parquet" if name.endswith("parquet") else "json"
            train = datasets.load_dataset(loader, data_files=str(path), split="train")
        assert is_conversational(train[0]), f"{name} is not conversational for TRL"
        model = LlamaForCausalLM(
            LlamaConfig(vocab_size=len(words), hidden_size=16, intermediate_size=16, num_hidden_layers=1,
                        num_attention_heads=2, num_key_value_heads=2, max_position_embeddings=2048)
        )
        with tempfile.TemporaryDirectory() as out:
            trainer = SFTTrainer(
                model=model, processing_class=words, train_dataset=train,
                args=SFTConfig(output_dir=out, max_steps=2, per_device_train_batch_size=2, report_to=[],
                               save_strategy="no", use_cpu=True, bf16=False, max_length=512,
                               gradient_checkpointing=False),
            )
            texts = [words.decode(ids) for ids in trainer.train_dataset["input_ids"]]
            assert len(texts) == len(train), f"{name}: {len(texts)} of {len(train)} records are left"
            for question, _ in TALKS if kind == "conversations" else PAIRS[:30]:
                assert any(f"user\n{question}</s>" in text for text in texts), f"{name}: {question!r} is lost"
            trainer.train()
        count += 1
    return count


def llama_factory(folder, template="default", processor=None, words=None):
    """The train and test side of a folder, as its own train.yaml asks for them."""
    import yaml
    from llamafactory.data import get_dataset, get_template_and_fix_tokenizer
    from llamafactory.hparams import DataArguments, ModelArguments
    from transformers import Seq2SeqTrainingArguments

    asked = yaml.safe_load((folder / "train.yaml").read_text("utf-8"))
    chosen = {k: asked[k] for k in ("dataset", "eval_dataset", "media_dir", "dataset_dir", "cutoff_len") if k in asked}
    assert chosen["dataset_dir"] == "."
    chosen["cutoff_len"] = 1_000_000
    os.chdir(folder)
    data = DataArguments(template=template, overwrite_cache=True, **chosen)
    with tempfile.TemporaryDirectory() as out:
        loaded = get_dataset(
            get_template_and_fix_tokenizer(words, data),
            ModelArguments(model_name_or_path="none"), data,
            Seq2SeqTrainingArguments(output_dir=out, report_to=[]), "sft", words, processor,
        )
        return loaded.get("train_dataset"), loaded.get("eval_dataset")


@check("llamafactory", "datasets", "torch")
def factory():
    """LLaMA-Factory's get_dataset on llama-factory, with its train.yaml"""
    count = 0
    for kind, expected in {"datasets": PAIRS, "conversations": TALKS}.items():
        for form in ["parquet", "jsonl"]:
            for more in ["", "-split", "-system"]:
                folder = FOLDER / f"llama-factory-{kind}-{form}{more}"
                words = tokenizer()
                sides = [side for side in llama_factory(folder, words=words) if side is not None]
                assert len(sides) == (2 if more == "-split" else 1), folder.name
                answers, texts = [], []
                for record in (record for side in sides for record in side):
                    texts.append(words.decode(record["input_ids"]))
                    learnt = [token for token in record["labels"] if token >= 0]
                    answers.append(words.decode(learnt).removesuffix("\n").removesuffix("</s>"))
                same(folder.name, sorted(answers), sorted(answer for _, answer in expected))
                for question, _ in expected:
                    assert any(question in text for text in texts), f"{folder.name}: {question!r} is lost"
                assert more != "-system" or all(SYSTEM in text for text in texts), folder.name
                count += 1
    return count


@check("llamafactory", "datasets", "torch", "torchvision", "pillow")
def factory_images():
    """LLaMA-Factory's get_dataset on llama-factory with images, template qwen2_vl"""
    from transformers import Qwen2VLImageProcessor

    class Processor:
        image_processor = Qwen2VLImageProcessor()
        video_processor = None
        image_max_pixels, image_min_pixels = 768 * 768, 32 * 32
        image_do_pan_and_scan = crop_to_patches = False

    Processor.video_processor = Processor.image_processor
    count = 0
    for form in ["parquet", "jsonl"]:
        for more in ["", "-split", "-system"]:
            folder = FOLDER / f"llama-factory-image-datasets-{form}{more}"
            words = tokenizer(more=["<|image_pad|>", "<|vision_start|>", "<|vision_end|>", "<|im_end|>"])
            sides = llama_factory(folder, "qwen2_vl", Processor(), words)
            records = [record for side in sides if side is not None for record in side]
            assert len(records) == len(IMAGES), folder.name
            pad = words.convert_tokens_to_ids("<|image_pad|>")
            for record in records:
                assert record["input_ids"].count(pad) > 1, f"{folder.name}: no place for the image"
                assert all(Path(image).is_file() for image in record["images"]), folder.name
            count += 1
    return count


for line in done:
    print("loads", line)
for line in missing:
    print("left out:", line)
for line in failed:
    print("FAILED", line)
sys.exit(1 if failed or not done else 0)
